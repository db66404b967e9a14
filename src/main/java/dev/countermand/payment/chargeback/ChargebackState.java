package dev.countermand.payment.chargeback;

/** A20a: what has become of a chargeback. */
public enum ChargebackState {
    /** The bank has taken the money back, and the marketplace may contest it. */
    OPENED,
    /** The money is the marketplace's again. */
    WON,
    /** The money stays with the buyer. */
    LOST;

    /** Whether the bank has the money. */
    public boolean counts() {
        return this != WON;
    }

    /** Word of the beginning may come after that of the end, and changes nothing then; an end may be revised. */
    public boolean canBecome(ChargebackState next) {
        return next != this && next != OPENED;
    }

    /** The kind of the event that tells that a chargeback has become this. */
    public String event() {
        return switch (this) {
            case OPENED -> "payment.charged-back";
            case WON -> "payment.chargeback-won";
            case LOST -> "payment.chargeback-lost";
        };
    }
}
