package dev.countermand.payment;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.BatchDeadlineHandler;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.DueOrders;
import dev.countermand.order.DueOrders.Fired;
import dev.countermand.order.DueOrders.Outcome;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.policy.PaymentTerms;
import dev.countermand.policy.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A1: an order that nobody paid, or not wholly, closes by itself; what was paid of it goes back. */
@ApplicationScoped
class CloseUnpaidDeadline implements BatchDeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final Sessions sessions;
    private final DueOrders due;
    private final OrderStore orders;
    private final Refunds refunds;
    private final InstantSource clock;

    CloseUnpaidDeadline(Sessions sessions, DueOrders due, OrderStore orders, Refunds refunds, InstantSource clock) {
        this.sessions = sessions;
        this.due = due;
        this.orders = orders;
        this.refunds = refunds;
        this.clock = clock;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.CLOSE_UNPAID;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        Closing closing = new Closing();
        return sessions.inTransaction(() -> due.fire(deadline, closing::close).call(ignored -> refund(closing)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Deadline>> fireAll(List<Deadline> batch) {
        Closing closing = new Closing();
        return due.fireAll(batch, closing::close)
                .call(ignored -> refund(closing))
                .map(Fired::busy);
    }

    /** Decides, and remembers of whom some money is there. */
    static final class Closing {

        final List<String> partlyPaid = new ArrayList<>();

        Outcome close(Order order, Instant now) {
            if (!order.waitsForMoney()) {
                return new Outcome.Nothing();
            }
            Policy policy = order.policy();
            PaymentTerms terms = policy.payment();
            Instant verified = policy.after(
                    policy.after(order.terms().placedAt(), terms.closeUnpaidAfter()), terms.verificationAtMost());
            if (order.status() == OrderStatus.PAYMENT_VERIFYING && now.isBefore(verified)) {
                // Money may be on its way: the order may not vanish under it before verification must be over (A3).
                return new Outcome.Later(verified);
            }
            if (order.paid().isPositive()) {
                partlyPaid.add(order.id());
            }
            order.closeUnpaid(now);
            return new Outcome.Changed("order.closed", Map.of("orderId", order.id(), "rule", "A1"));
        }
    }

    private Uni<Void> refund(Closing closing) {
        Instant now = Timestamps.now(clock);
        return Steps.inTurn(
                closing.partlyPaid,
                orderId -> orders.lock(orderId)
                        .chain(order -> refunds.giveBack(
                                order,
                                Refunds.Wanted.byRule(
                                        order.refundable(), RefundCause.TIMEOUT, "Not paid in full (A1)", "A1"),
                                ACTOR,
                                now)));
    }
}
