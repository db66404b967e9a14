package dev.countermand.payment.intake;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Actor;
import dev.countermand.order.DueOrders;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.OrderStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/**
 * A3: verification takes a payment at most so long. The buyer cannot cancel meanwhile; when it takes longer the marketplace
 * is told, and the buyer may cancel. What becomes of the money only its provider knows.
 */
@ApplicationScoped
public class VerifyPaymentDeadline implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");
    private static final String PREFIX = "payment/";

    private final DueOrders due;
    private final OrderStore orders;

    VerifyPaymentDeadline(DueOrders due, OrderStore orders) {
        this.due = due;
        this.orders = orders;
    }

    /** A payment's id is the marketplace's and may be like anything else's. */
    public static String subject(String paymentId) {
        return PREFIX + paymentId;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.VERIFY_PAYMENT;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(
                deadline,
                (order, now) -> Steps.when(
                        order.status() == OrderStatus.PAYMENT_VERIFYING,
                        () -> overdue(order, deadline.subject().substring(PREFIX.length()), now)));
    }

    private Uni<Void> overdue(Order order, String paymentId, Instant now) {
        order.verificationIsOverdue();
        return orders.save(
                        order,
                        ACTOR,
                        now,
                        "payment.verification-overdue",
                        "payments/" + paymentId,
                        Map.of("orderId", order.id(), "paymentId", paymentId, "rule", "A3"))
                .replaceWithVoid();
    }
}
