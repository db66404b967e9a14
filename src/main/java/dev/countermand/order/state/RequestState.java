package dev.countermand.order.state;

/** The open cancellation request of an order, if it has one. */
public enum RequestState {
    /** Waits for the seller (A6). */
    PENDING,
    /** Declared shipped; the carrier decides (A13). */
    CONTESTED
}
