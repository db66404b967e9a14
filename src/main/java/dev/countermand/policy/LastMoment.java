package dev.countermand.policy;

/** Up to when a buyer can cancel. */
public enum LastMoment {
    /** The seller prepares the order; once it is dispatched, it is refused where it is handed over (C1, C2). */
    DISPATCH,
    /** The first physical scan (A4, A14). */
    CARRIER_ACCEPTANCE,
    /** Any day but the day of delivery, in the market's time zone (E1). */
    DAY_BEFORE_DELIVERY,
    /** The goods are in the buyer's hands (L2). */
    HAND_OVER
}
