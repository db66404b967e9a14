package dev.countermand.dispute.state;

/** What a buyer can complain of, and so what they can get. */
public enum DisputeKind {
    /** Declared shipped, and no carrier has it (A15): all the money back. */
    NO_TRACKING_INFO,
    /** The goods go back, then the money (A19). */
    RETURN_GOODS_AND_MONEY,
    /** The goods stay, some of the money comes back (A19). */
    REFUND_ONLY,
    /** D1, D2: the law's return, asked for as a cancellation: nobody has to agree; the goods go back, then the money. */
    RETURN_BY_LAW;

    /** The money waits for the goods. */
    public boolean goodsGoBack() {
        return this == RETURN_GOODS_AND_MONEY || this == RETURN_BY_LAW;
    }
}
