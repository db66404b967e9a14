package dev.countermand.policy;

/** Why a buyer wants to cancel (A5). */
public enum Reason {
    /** The payment did not work out. */
    PAYMENT_PROBLEM,
    /** Not needed any more. */
    NOT_NEEDED,
    /** The wrong goods were chosen. */
    WRONG_CHOICE,
    /** The seller takes too long. */
    PROCESSING_TOO_LONG,
    /** The seller raised the price. */
    PRICE_RAISED,
    /** The way of shipping cannot be had. */
    SHIPPING_METHOD_UNAVAILABLE,
    /** The seller does not answer. */
    SELLER_UNRESPONSIVE,
    /** The seller has no stock. */
    OUT_OF_STOCK,
    /** The seller ships nothing below an amount. */
    BELOW_MINIMUM_ORDER,
    /** Found cheaper elsewhere. */
    FOUND_CHEAPER,
    /** Needs a text. */
    OTHER
}
