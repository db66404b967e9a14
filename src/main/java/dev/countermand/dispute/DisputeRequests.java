package dev.countermand.dispute;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeOpening;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.evidence.EvidenceDemands;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.state.OrderAction;
import dev.countermand.policy.BornBy;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.shipment.Shipments;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A buyer opens a dispute (A15, A19). */
@ApplicationScoped
public class DisputeRequests {

    /**
     * What a buyer complains of.
     *
     * @param amount decimal, only with REFUND_ONLY; all that was paid and not given back, if null
     * @param notAsDescribed the seller pays for the way back, whatever the policy says (A19)
     */
    record Complaint(
            DisputeKind kind, String text, @Nullable String amount, boolean notAsDescribed) {}

    private final DisputeStore store;
    private final OrderAccess access;
    private final DisputeEnds ends;
    private final EvidenceDemands demands;
    private final ShipmentStore shipments;
    private final Deadlines deadlines;
    private final InstantSource clock;

    DisputeRequests(
            DisputeStore store,
            OrderAccess access,
            DisputeEnds ends,
            EvidenceDemands demands,
            ShipmentStore shipments,
            Deadlines deadlines,
            InstantSource clock) {
        this.store = store;
        this.access = access;
        this.ends = ends;
        this.demands = demands;
        this.shipments = shipments;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** Opens it, or refuses it with the reason and, where it is too early, the date. */
    @NeedsTransaction
    Uni<Disputes.Done> open(Caller caller, String orderId, Complaint request) {
        return access.lock(caller, orderId).chain(order -> {
            Actor by = OrderAccess.buyerOrAgent(caller, order);
            refuseUnlessPossible(order, by);
            Instant now = Timestamps.now(clock);
            Money wanted = wanted(request, order.terms().currency());
            return ownCouriers(order)
                    .chain(own -> decided(
                            order, request, DisputeOpening.of(order, request.kind(), wanted, own, now), by, now));
        });
    }

    private static void refuseUnlessPossible(Order order, Actor by) {
        boolean nothing = !order.refundable().isPositive();
        if (nothing && OrderAction.OPEN_DISPUTE.possible(order.state(), order.policy())) {
            throw order.notNow(
                            "NOTHING_TO_REFUND", "Everything paid has been refunded already (A19)", Set.of(by.role()))
                    .asException();
        }
        order.refusalOf(OrderAction.OPEN_DISPUTE, Set.of(by.role())).ifPresent(refusal -> {
            throw refusal.asException();
        });
    }

    /** Whether only the shop's own couriers bring it. */
    private Uni<Boolean> ownCouriers(Order order) {
        return shipments
                .ofOrders(List.of(order.id()))
                .map(parcels -> !parcels.isEmpty()
                        && parcels.stream().allMatch(parcel -> parcel.carrier().equals(Shipments.OWN_COURIER)));
    }

    private Uni<Disputes.Done> decided(Order order, Complaint request, DisputeOpening opening, Actor by, Instant now) {
        return switch (opening) {
            case DisputeOpening.Possible possible -> open(order, request, possible.amount(), by, now);
            case DisputeOpening.NotNow no -> refused(order.notNow(no.code(), no.explanation(), Set.of(by.role())));
            case DisputeOpening.NotYet no ->
                refused(order.notNow(
                        "TOO_EARLY",
                        "A dispute for missing tracking information can be opened from "
                                + Spoken.at(no.from(), order.policy().timeZone()) + " on (A15)",
                        Set.of(by.role()),
                        // No other kind is possible before a carrier has the parcel.
                        Set.of(OrderAction.OPEN_DISPUTE)));
            case DisputeOpening.TooMuch no -> refused(tooMuch(order, no.refundable()));
        };
    }

    private Uni<Disputes.Done> open(Order order, Complaint request, Money amount, Actor by, Instant now) {
        DisputeRow row = toRow(order, request, amount, by, now);
        order.disputeIs(true);
        return escrowStops(order, row, now)
                .chain(() -> store.add(row))
                .chain(() -> store.add(Disputes.word(row, Role.BUYER, by, amount, null, now)))
                .chain(() -> deadlines.set(
                        order.id(),
                        DeadlineKind.DISPUTE_AGREEMENT,
                        row.id.toString(),
                        now.plus(order.policy().disputes().agreeWithin()),
                        now))
                .chain(() -> Steps.when(
                        row.kind == DisputeKind.NO_TRACKING_INFO, () -> demands.forDispute(order, row.id, by, now)))
                .chain(() -> ends.save(order, row, by, now, "dispute.opened"))
                .replaceWith(() -> new Disputes.Done(order, row));
    }

    /** A18: the escrow stands still; what was left of it runs on when the dispute ends. */
    private Uni<Void> escrowStops(Order order, DisputeRow row, Instant now) {
        return deadlines.ofOrders(List.of(order.id())).chain(running -> {
            row.escrowLeftSeconds = running.stream()
                    .filter(deadline -> deadline.kind() == DeadlineKind.RELEASE_ESCROW)
                    .map(Deadline::dueAt)
                    .map(due -> Math.max(0, Duration.between(now, due).toSeconds()))
                    .findFirst()
                    .orElse(null);
            return deadlines.drop(order.id(), Set.of(DeadlineKind.RELEASE_ESCROW));
        });
    }

    private static DisputeRow toRow(Order order, Complaint request, Money amount, Actor by, Instant now) {
        DisputeRow row = new DisputeRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.kind = request.kind();
        row.status = DisputeStatus.OPEN;
        row.sellerId = order.terms().sellerId();
        row.buyerId = order.terms().buyerId();
        row.text = request.text();
        row.notAsDescribed = request.notAsDescribed();
        row.wanted = amount.minor();
        row.offer = amount.minor();
        row.offerBy = Role.BUYER;
        row.spokeLast = Role.BUYER;
        row.openedAt = now;
        row.openedBy = by.subject();
        row.onBehalfOf = by.onBehalfOf();
        if (row.kind == DisputeKind.RETURN_GOODS_AND_MONEY) {
            row.returnPaidBy = row.notAsDescribed
                    ? BornBy.SELLER
                    : order.policy().disputes().returnShippingPaidBy();
        }
        return row;
    }

    private static @Nullable Money wanted(Complaint request, Currency currency) {
        if (request.amount() == null) {
            return null;
        }
        if (request.kind() != DisputeKind.REFUND_ONLY) {
            throw Refusal.invalid("amount", "must be left out: only with REFUND_ONLY there is something to choose")
                    .asException();
        }
        return amount("amount", request.amount(), currency);
    }

    /** An amount that is more than nothing. */
    public static Money amount(String field, String text, Currency currency) {
        Money amount = Money.read(field, text, currency);
        if (!amount.isPositive()) {
            throw Refusal.invalid(field, "must be more than zero").asException();
        }
        return amount;
    }

    /** A19, A20: more than could be given back. */
    static Refusal tooMuch(Order order, Money refundable) {
        return order.notNow(
                        "MORE_THAN_PAID",
                        "Only " + refundable.inWords() + " is paid and not yet refunded (A19, A20)",
                        Set.of(Role.BUYER))
                .withRefundable(refundable.text());
    }

    private static Uni<Disputes.Done> refused(Refusal refusal) {
        return Uni.createFrom().failure(refusal.asException());
    }
}
