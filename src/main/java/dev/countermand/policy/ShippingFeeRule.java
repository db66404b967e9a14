package dev.countermand.policy;

/** How the shipping fee follows when only some units of an order are cancelled (A8). */
public enum ShippingFeeRule {
    /** It goes back when nothing of the order is left. */
    WITH_LAST_UNIT,
    /** By what the units cost. */
    IN_PROPORTION
}
