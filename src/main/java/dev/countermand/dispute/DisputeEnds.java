package dev.countermand.dispute;

import dev.countermand.cancellation.CancellationAnswers;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.evidence.EvidenceDemandRow;
import dev.countermand.evidence.EvidenceStore;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.RefundCause;
import dev.countermand.payment.Refunds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What money and goods do when a dispute ends, and what begins to run again. The caller has the order locked. */
@ApplicationScoped
public class DisputeEnds {

    private final OrderStore orders;
    private final Refunds refunds;
    private final CancellationAnswers cancellations;
    private final Deadlines deadlines;
    private final EvidenceStore evidence;
    private final DisputeCases cases;

    DisputeEnds(
            OrderStore orders,
            Refunds refunds,
            CancellationAnswers cancellations,
            Deadlines deadlines,
            EvidenceStore evidence,
            DisputeCases cases) {
        this.orders = orders;
        this.refunds = refunds;
        this.cancellations = cancellations;
        this.deadlines = deadlines;
        this.evidence = evidence;
        this.cases = cases;
    }

    /** A15: the goods were never sent: the order goes, all the money comes back. */
    Uni<Void> cancelled(Order order, DisputeRow row, CancelledBy how, Actor by, Instant now) {
        return cancellations.upheld(order, now).chain(() -> {
            order.cancelAll(how, now);
            return giveBack(order, row, order.refundable(), by, now);
        });
    }

    /** A19: the goods are with the seller again, all the money comes back. */
    public Uni<Void> returned(Order order, DisputeRow row, Actor by, Instant now) {
        return cancellations.upheld(order, now).chain(() -> {
            order.takeBack(order.unitsLeft(), now);
            return giveBack(order, row, order.refundable(), by, now);
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
    public Uni<Void> end(Order order, DisputeRow row, DisputeStatus how, String because, Actor by, Instant now) {
        boolean escalated = row.status == DisputeStatus.ESCALATED;
        return ruled(order, row, how, because, by, now)
                .chain(() -> Steps.when(escalated, () -> cases.ended(order, row.id, because, by, now)));
    }

    /** The dispute is over: nobody waits for anything any more, and the escrow runs on. Money has gone before. */
    Uni<Void> ruled(Order order, DisputeRow row, DisputeStatus how, String because, Actor by, Instant now) {
        row.end(how, because, by, now);
        order.disputeIs(false);
        return deadlines
                .dropOf(order.id(), row.id.toString())
                .chain(() -> needless(order, row.id, now))
                .chain(() -> escrowRunsOn(order, row, now));
    }

    private Uni<Void> needless(Order order, UUID disputeId, Instant now) {
        return evidence.openOf(order.id()).chain(demands -> {
            Uni<Void> chain = Steps.nothing();
            for (EvidenceDemandRow demand : demands) {
                if (disputeId.equals(demand.disputeId)) {
                    demand.end(EvidenceDemandRow.Outcome.NEEDLESS, now);
                    chain = chain.chain(() -> deadlines.dropOf(order.id(), demand.id.toString()));
                }
            }
            return chain;
        });
    }

    /** A18: with what was left when the dispute was opened; all of it, when the goods were delivered meanwhile. */
    private Uni<Void> escrowRunsOn(Order order, DisputeRow row, Instant now) {
        if (order.status() != OrderStatus.DELIVERED) {
            return Steps.nothing();
        }
        Duration left = row.escrowLeftSeconds == null
                ? order.policy().escrow().releaseAfterDelivery()
                : Duration.ofSeconds(row.escrowLeftSeconds);
        return deadlines.setOnce(
                order.id(), DeadlineKind.RELEASE_ESCROW, order.id(), now.plus(left), now, order.frozen() ? now : null);
    }

    /** Saves the order with what happened to its dispute. */
    public Uni<Void> save(Order order, DisputeRow row, Actor by, Instant now, String event) {
        return orders.save(order, by, now, event, DisputeViews.path(row.id), data(order, row))
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
