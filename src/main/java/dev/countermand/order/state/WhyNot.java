package dev.countermand.order.state;

/** Says to people why something cannot be done to an order now: what stands in the way of this, and nothing else. */
public final class WhyNot {

    private WhyNot() {}

    /** One sentence, without its full stop. */
    public static String of(OrderAction action, OrderState state) {
        if (action == OrderAction.RELEASE && !state.frozen()) {
            return "The order is not frozen";
        }
        if (state.frozen()) {
            return "The order is frozen while suspected fraud is cleared up; nothing can be changed until then (A25)";
        }
        return switch (action) {
            case WITHDRAW_CANCELLATION, APPROVE_CANCELLATION, REFUSE_CANCELLATION -> ofRequest(action, state);
            default -> "The order is " + inWords(state.status()) + openBeside(state);
        };
    }

    /** What can be answered or taken back is an open request. */
    private static String ofRequest(OrderAction action, OrderState state) {
        RequestState request = state.request();
        if (request == null) {
            return "No cancellation request is open; the order is " + inWords(state.status());
        }
        return action == OrderAction.REFUSE_CANCELLATION && request == RequestState.CONTESTED
                ? "A shipment was declared, so the carrier decides about the request (A13)"
                : "The order is " + inWords(state.status()) + openBeside(state);
    }

    private static String openBeside(OrderState state) {
        if (state.request() == null) {
            return state.disputed() ? ", and a dispute is open" : "";
        }
        return state.disputed()
                ? ", and a cancellation request and a dispute are open"
                : ", and a cancellation request is open";
    }

    /** What follows "the order is". */
    public static String inWords(OrderStatus status) {
        return switch (status) {
            case PLACED -> "not paid in full yet";
            case PAYMENT_VERIFYING -> "not paid in full yet: a payment is being verified";
            case PROCESSING -> "being processed";
            case SHIPPED -> "declared shipped";
            case IN_TRANSIT -> "with the carrier";
            case DELIVERED -> "delivered";
            case COMPLETED -> "completed";
            case CLOSED_UNPAID -> "closed, because it was not paid";
            case CANCELLED -> "cancelled";
            case RETURNED -> "returned";
        };
    }
}
