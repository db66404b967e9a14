package dev.countermand.policy;

/** Why a buyer wants to cancel (A5). */
public enum Reason {
    PAYMENT_PROBLEM,
    NOT_NEEDED,
    WRONG_CHOICE,
    PROCESSING_TOO_LONG,
    PRICE_RAISED,
    SHIPPING_METHOD_UNAVAILABLE,
    SELLER_UNRESPONSIVE,
    OUT_OF_STOCK,
    BELOW_MINIMUM_ORDER,
    FOUND_CHEAPER,
    /** Needs a text. */
    OTHER
}
