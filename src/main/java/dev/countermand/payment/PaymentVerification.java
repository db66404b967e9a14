package dev.countermand.payment;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStatus;
import dev.countermand.order.OrderStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * A3: verification takes a payment at most so long. The buyer cannot cancel meanwhile, so the marketplace is told when it
 * takes longer; what becomes of the money only its provider knows.
 */
@ApplicationScoped
class PaymentVerification implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");
    private static final String PREFIX = "payment/";

    private final Sessions sessions;
    private final Deadlines deadlines;
    private final OrderStore orders;
    private final InstantSource clock;

    PaymentVerification(Sessions sessions, Deadlines deadlines, OrderStore orders, InstantSource clock) {
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.orders = orders;
        this.clock = clock;
    }

    /** A payment's id is the marketplace's and may be like anything else's. */
    static String subject(String paymentId) {
        return PREFIX + paymentId;
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.VERIFY_PAYMENT);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inTransaction(() -> orders.lock(deadline.orderId())
                .flatMap(order -> deadlines
                        .finish(deadline)
                        .flatMap(mine -> mine && order.status() == OrderStatus.PAYMENT_VERIFYING
                                ? tell(order, deadline.subject().substring(PREFIX.length()))
                                : Uni.createFrom().voidItem())));
    }

    private Uni<Void> tell(Order order, String paymentId) {
        Instant now = Timestamps.now(clock);
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
