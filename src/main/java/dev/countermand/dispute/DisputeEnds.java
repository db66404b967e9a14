package dev.countermand.dispute;

import dev.countermand.cancellation.AwaitedGoods;
import dev.countermand.cancellation.CancellationOutcomes;
import dev.countermand.cancellation.eligibility.CancellationCost;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.dispute.state.DisputedUnits;
import dev.countermand.evidence.EvidenceDemands;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.charge.Charges;
import dev.countermand.payment.charge.Deduction;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.seller.EntryKind;
import dev.countermand.seller.SellerRecord;
import dev.countermand.shipment.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What money and goods do when a dispute ends, and what begins to run again. The caller has the order locked. */
@ApplicationScoped
public class DisputeEnds {

    private final OrderStore orders;
    private final Refunds refunds;
    private final CancellationOutcomes cancellations;
    private final AwaitedGoods awaited;
    private final ShipmentStore shipments;
    private final Charges charges;
    private final SellerRecord sellers;
    private final Deadlines deadlines;
    private final EvidenceDemands evidence;
    private final OrderFlow flow;

    DisputeEnds(
            OrderStore orders,
            Refunds refunds,
            CancellationOutcomes cancellations,
            AwaitedGoods awaited,
            ShipmentStore shipments,
            Charges charges,
            SellerRecord sellers,
            Deadlines deadlines,
            EvidenceDemands evidence,
            OrderFlow flow) {
        this.orders = orders;
        this.refunds = refunds;
        this.cancellations = cancellations;
        this.awaited = awaited;
        this.shipments = shipments;
        this.charges = charges;
        this.sellers = sellers;
        this.deadlines = deadlines;
        this.evidence = evidence;
        this.flow = flow;
    }

    /** A15: nothing of what the dispute is about was ever sent; or the administration says that it goes (A19). */
    Uni<Money> cancelled(Order order, DisputeRow row, CancelledBy how, Actor by, Instant now) {
        return cancelled(order, row, row.about, how, by, now);
    }

    /**
     * The units leave the order, what was paid for them comes back: all of it, or what the buyer wrote down (A19). The rest
     * of the order goes on (P1).
     *
     * @param about all that is left, if null
     * @return what they were worth
     */
    Uni<Money> cancelled(
            Order order, DisputeRow row, @Nullable DisputedUnits about, CancelledBy how, Actor by, Instant now) {
        return leaving(order, about, true, now).chain(units -> {
            boolean everything = order.isEverything(units);
            Money rounding = order.rounding(units);
            Money worth = about == null ? order.cancelAll(how, now) : order.voided(units, how, now);
            Money back = back(order, row, everything || about == null, worth, rounding);
            return giveBack(order, row, back, RefundCause.DISPUTE, by, now)
                    .chain(() -> flow.happened(order, new OrderEvent.UnitsLeft(), now))
                    .replaceWith(worth);
        });
    }

    /** A19, D1: the goods are with the seller again; what was paid for them comes back, or what the buyer wrote down. */
    public Uni<Void> returned(GoodsReturn goods, Actor by, Instant now) {
        return returned(goods.order(), goods.row(), by, now);
    }

    Uni<Void> returned(Order order, DisputeRow row, Actor by, Instant now) {
        boolean released = order.status() == OrderStatus.COMPLETED;
        return leaving(order, row.about, false, now).chain(units -> {
            boolean everything = order.isEverything(units);
            Charges.Charge fetching = row.kind == DisputeKind.RETURN_BY_LAW
                    ? CancellationCost.fetching(order, row.fetchedByShop, "dispute-" + row.id)
                    : null;
            Money rounding = order.rounding(units);
            Money worth = row.about == null ? order.takeBack(units, now) : order.broughtBack(units, now);
            Money back = back(order, row, everything || row.about == null, worth, rounding);
            Deduction deduction = Deduction.of(order, back, fetching);
            RefundCause cause = row.kind == DisputeKind.RETURN_BY_LAW ? RefundCause.WITHDRAWAL : RefundCause.DISPUTE;
            return giveBack(order, row, deduction.back(), cause, by, now)
                    .chain(() -> charges.book(order, deduction.charges(), by, now))
                    .chain(() -> Steps.when(released, () -> claim(order, row, by, now)))
                    .chain(() -> flow.happened(order, new OrderEvent.UnitsLeft(), now));
        });
    }

    /** What the dispute is about and is still there: it leaves its parcels now, and a request for it is done. */
    private Uni<Map<Integer, Integer>> leaving(
            Order order, @Nullable DisputedUnits about, boolean unsent, Instant now) {
        if (about == null) {
            return (unsent ? cancellations.upheldUnsent(order, now) : cancellations.upheld(order, now))
                    .replaceWith(order::unitsLeft);
        }
        return shipments.takeOut(order.id(), about.byShipment()).chain(taken -> {
            Map<Integer, Integer> units = UnitCounts.plus(about.inNoParcel(order.unitsLeft()), taken);
            return cancellations.overtaken(order, units, unsent, now).replaceWith(units);
        });
    }

    /**
     * What of the worth of the units that have just left goes back to the buyer; what they leave of it is the seller's.
     *
     * @param all no units of the order stay
     */
    private static Money back(Order order, DisputeRow row, boolean all, Money worth, Money rounding) {
        Money due = all ? order.refundable() : order.paidOf(worth);
        leave(order, row, worth.min(due.plus(order.chargedBack())), rounding);
        return wanted(row, due, rounding);
    }

    /**
     * No more than the buyer asked for; of what was never sent, all of it (A15). Buyers who wanted all that the units were
     * worth get all that they are worth now, though others have left since: not a minor unit stays behind (A20).
     */
    private static Money wanted(DisputeRow row, Money due, Money rounding) {
        Money wanted = new Money(row.wanted, due.currency());
        return row.kind == DisputeKind.NO_TRACKING_INFO || due.minus(wanted).compareTo(rounding) <= 0 ? due : wanted;
    }

    /**
     * A19: what was paid for the goods and the buyer does not want is the seller's; the law's return has no such thing.
     *
     * @param paidForThem with what a bank has of it and may lose again (A20a)
     */
    private static void leave(Order order, DisputeRow row, Money paidForThem, Money rounding) {
        Money wanted = wanted(row, paidForThem, rounding);
        if (row.kind != DisputeKind.RETURN_BY_LAW && wanted.compareTo(paidForThem) < 0) {
            order.leavingToSeller(paidForThem.minus(wanted));
        }
    }

    /** D2: the seller has the money already, and owes back what the buyer got. */
    private Uni<Void> claim(Order order, DisputeRow row, Actor by, Instant now) {
        Money refunded =
                new Money(row.refunded == null ? 0 : row.refunded, order.terms().currency());
        return Steps.when(
                refunded.isPositive(),
                () -> sellers.enter(
                        order,
                        new SellerRecord.Entry(
                                EntryKind.CLAIM,
                                "return-" + row.id,
                                "D4",
                                refunded,
                                0,
                                "The goods came back after the seller had been paid: what the buyer got back is owed"
                                        + " by the seller"),
                        by,
                        now));
    }

    /** A19, A20: up to so much; the order stays as it is, and what it is about is not paid back again when it leaves. */
    Uni<Void> giveBack(Order order, DisputeRow row, Money amount, Actor by, Instant now) {
        DisputedUnits about = row.about;
        return counted(
                order,
                row,
                about == null
                        ? refunds.request(order, amount, RefundCause.DISPUTE, null, by, now)
                        : refunds.requestForStaying(order, about.units(), amount, RefundCause.DISPUTE, null, now));
    }

    private Uni<Void> giveBack(Order order, DisputeRow row, Money amount, RefundCause cause, Actor by, Instant now) {
        return counted(order, row, refunds.request(order, amount, cause, null, by, now));
    }

    private static Uni<Void> counted(Order order, DisputeRow row, Uni<Void> refund) {
        Money before = order.refunded();
        long soFar = row.refunded == null ? 0 : row.refunded;
        return refund.invoke(
                () -> row.refunded = soFar + order.refunded().minus(before).minor());
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
        row.end(order, how, because, by, now);
        order.disputeIs(false);
        return deadlines
                .dropOf(order.id(), row.id.toString())
                .chain(() -> evidence.needlessFor(order, row.id, now))
                .chain(() ->
                        Steps.when(row.kind == DisputeKind.RETURN_BY_LAW, () -> lawEnds(order, row, because, by, now)))
                .chain(() -> escrowRunsOn(order, row, now))
                .chain(() -> flow.happened(order, new OrderEvent.DisputeEnded(row.id), now));
    }

    /** D1: the request by which the return was asked for waits for nothing any more. */
    private Uni<Void> lawEnds(Order order, DisputeRow row, String because, Actor by, Instant now) {
        boolean back = row.status == DisputeStatus.SETTLED || row.status == DisputeStatus.RESOLVED;
        return back
                ? awaited.cameBack(order, row.id, row.refunded == null ? 0 : row.refunded)
                : awaited.nothingCame(order, row.id, because, by, now);
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
                order.id(), DeadlineKind.RELEASE_ESCROW, order.id(), release, now, order.pausedSince(now));
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
