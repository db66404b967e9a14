package dev.countermand.dispute;

import dev.countermand.cancellation.CancellationOutcomes;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.evidence.EvidenceDemands;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.refund.RefundCause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What money and goods do when a dispute ends, and what begins to run again. The caller has the order locked. */
@ApplicationScoped
public class DisputeEnds {

    private final OrderStore orders;
    private final Refunds refunds;
    private final CancellationOutcomes cancellations;
    private final Deadlines deadlines;
    private final EvidenceDemands evidence;
    private final OrderFlow flow;

    DisputeEnds(
            OrderStore orders,
            Refunds refunds,
            CancellationOutcomes cancellations,
            Deadlines deadlines,
            EvidenceDemands evidence,
            OrderFlow flow) {
        this.orders = orders;
        this.refunds = refunds;
        this.cancellations = cancellations;
        this.deadlines = deadlines;
        this.evidence = evidence;
        this.flow = flow;
    }

    /** A15: the goods were never sent: the order goes, all the money comes back. */
    Uni<Void> cancelled(Order order, DisputeRow row, CancelledBy how, Actor by, Instant now) {
        return cancellations.upheldUnsent(order, now).chain(() -> {
            order.cancelAll(how, now);
            return giveBack(order, row, order.refundable(), by, now);
        });
    }

    /** A19: the goods are with the seller again, all the money comes back. */
    public Uni<Void> returned(GoodsReturn goods, Actor by, Instant now) {
        Order order = goods.order();
        return cancellations.upheld(order, now).chain(() -> {
            order.takeBack(order.unitsLeft(), now);
            return giveBack(order, goods.row(), order.refundable(), by, now);
        });
    }

    /** A19, A20: up to so much; the order stays as it is. */
    Uni<Void> giveBack(Order order, DisputeRow row, Money amount, Actor by, Instant now) {
        Money before = order.refunded();
        return refunds.request(order, amount, RefundCause.DISPUTE, null, by, now)
                .invoke(ignored -> row.refunded = order.refunded().minus(before).minor())
                .replaceWithVoid();
    }

    /** The same as {@link #ruled}, without a decision of the administration: a case about it is closed. */
    Uni<Void> end(Order order, DisputeRow row, DisputeStatus how, String because, Actor by, Instant now) {
        boolean escalated = row.status == DisputeStatus.ESCALATED;
        return ruled(order, row, how, because, by, now)
                .chain(() -> Steps.when(
                        escalated,
                        () -> flow.happened(order, new OrderEvent.DisputeSettled(row.id, because, by), now)));
    }

    /** The dispute is over: nobody waits for anything any more, and the escrow runs on. Money has gone before. */
    Uni<Void> ruled(Order order, DisputeRow row, DisputeStatus how, String because, Actor by, Instant now) {
        row.end(how, because, by, now);
        order.disputeIs(false);
        return deadlines
                .dropOf(order.id(), row.id.toString())
                .chain(() -> evidence.needlessFor(order, row.id, now))
                .chain(() -> escrowRunsOn(order, row, now));
    }

    /** A18: with what was left when the dispute was opened; all of it, when the goods were delivered meanwhile. */
    private Uni<Void> escrowRunsOn(Order order, DisputeRow row, Instant now) {
        if (order.status() != OrderStatus.DELIVERED) {
            return Steps.nothing();
        }
        Instant release = row.escrowLeftSeconds == null
                ? order.policy().after(now, order.policy().escrow().releaseAfterDelivery())
                : now.plusSeconds(row.escrowLeftSeconds);
        return deadlines.setOnce(
                order.id(), DeadlineKind.RELEASE_ESCROW, order.id(), release, now, order.frozen() ? now : null);
    }

    /** The dispute about these goods ends so, and the order is saved with it. */
    public Uni<Void> end(GoodsReturn goods, DisputeStatus how, String because, Actor by, Instant now, String event) {
        return end(goods.order(), goods.row(), how, because, by, now)
                .chain(() -> save(goods.order(), goods.row(), by, now, event));
    }

    /** Saves the order with what happened to the goods of its dispute. */
    public Uni<Void> save(GoodsReturn goods, Actor by, Instant now, String event) {
        return save(goods.order(), goods.row(), by, now, event);
    }

    /** Saves the order with what happened to its dispute. */
    Uni<Void> save(Order order, DisputeRow row, Actor by, Instant now, String event) {
        return orders.save(order, by, now, event, "disputes/" + row.id, data(order, row))
                .replaceWithVoid();
    }

    /** What events say of a dispute; both sides may read it. */
    static Map<String, Object> data(Order order, DisputeRow row) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("disputeId", row.id.toString());
        data.put("kind", row.kind.name());
        data.put("status", row.status.name());
        data.put("offer", new Money(row.offer, order.terms().currency()).text());
        data.put("offerBy", row.offerBy.name());
        data.put("currency", order.terms().currency().getCurrencyCode());
        data.put("orderStatus", order.status().name());
        if (row.explanation != null) {
            data.put("because", row.explanation);
        }
        if (row.refunded != null) {
            data.put("refunded", new Money(row.refunded, order.terms().currency()).text());
        }
        return data;
    }
}
