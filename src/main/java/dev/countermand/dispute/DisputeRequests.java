package dev.countermand.dispute;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeOpening;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.dispute.state.DisputeWorth;
import dev.countermand.dispute.state.DisputedParcel;
import dev.countermand.dispute.state.DisputedUnits;
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
import dev.countermand.order.UnitChoice;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.units.LineUnits;
import dev.countermand.policy.BornBy;
import dev.countermand.shipment.OrderProgress;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A buyer opens a dispute (A15, A19). */
@ApplicationScoped
public class DisputeRequests {

    /**
     * What a buyer complains of.
     *
     * @param amount decimal; all that was paid for the units and not given back, if null
     * @param notAsDescribed the seller pays for the way back, whatever the policy says (A19)
     * @param lines which units it is about, or {@code shipmentId} which parcel; all that it fits, if both are null (P2)
     */
    record Complaint(
            DisputeKind kind,
            String text,
            @Nullable String amount,
            boolean notAsDescribed,
            @Nullable List<LineUnits> lines,
            @Nullable UUID shipmentId) {

        boolean named() {
            return lines != null || shipmentId != null;
        }
    }

    private final DisputeStore store;
    private final OrderAccess access;
    private final DisputeEnds ends;
    private final EvidenceDemands demands;
    private final ShipmentStore shipments;
    private final OrderProgress progress;
    private final Deadlines deadlines;
    private final InstantSource clock;

    DisputeRequests(
            DisputeStore store,
            OrderAccess access,
            DisputeEnds ends,
            EvidenceDemands demands,
            ShipmentStore shipments,
            OrderProgress progress,
            Deadlines deadlines,
            InstantSource clock) {
        this.store = store;
        this.access = access;
        this.ends = ends;
        this.demands = demands;
        this.shipments = shipments;
        this.progress = progress;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** Opens it, or refuses it with the reason and, where it is too early, the date. */
    @NeedsTransaction
    Uni<Disputes.Done> open(Caller caller, String orderId, Complaint request) {
        refuseUnclear(request);
        return access.lock(caller, orderId).chain(order -> {
            Actor by = OrderAccess.buyerOrAgent(caller, order);
            refuseUnlessPossible(order, by);
            Money wanted = wanted(request, order.terms().currency());
            return parcels(order)
                    .chain(parcels -> decided(
                            order, request, wanted, named(order, request, parcels, by), by, Timestamps.now(clock)));
        });
    }

    private static void refuseUnclear(Complaint request) {
        if (request.kind() == DisputeKind.RETURN_BY_LAW) {
            throw Refusal.invalid(
                            "kind",
                            "must be another one: the law's return is asked for by a cancellation of the order (D1)")
                    .asException();
        }
        if (request.lines() != null && request.shipmentId() != null) {
            throw Refusal.invalid("lines", "must be left out where shipmentId is given")
                    .asException();
        }
    }

    private static void refuseUnlessPossible(Order order, Actor by) {
        boolean nothing = !order.refundable().isPositive();
        if (nothing && OrderAction.OPEN_DISPUTE.possible(order.state(), order.policy())) {
            throw nothingToRefund(order, by).asException();
        }
        order.refusalOf(OrderAction.OPEN_DISPUTE, Set.of(by.role())).ifPresent(refusal -> {
            throw refusal.asException();
        });
    }

    private static Refusal nothingToRefund(Order order, Actor by) {
        DisputeOpening.NotNow nothing = DisputeOpening.nothingToRefund(order);
        return order.notNow(nothing.code(), nothing.explanation(), Set.of(by.role()));
    }

    /** The parcels that the order still has something in, in the order of declaration. */
    Uni<List<DisputedParcel>> parcels(Order order) {
        return progress.parcels(order)
                .chain(parcels -> shipments
                        .ofOrders(List.of(order.id()))
                        .map(declared -> DisputedParcel.of(
                                order,
                                parcels,
                                declared.stream().collect(Collectors.toMap(Shipment::id, Shipment::declared)))));
    }

    private static List<DisputedParcel> named(Order order, Complaint request, List<DisputedParcel> parcels, Actor by) {
        UUID id = request.shipmentId();
        if (id == null) {
            return parcels;
        }
        List<DisputedParcel> one =
                parcels.stream().filter(parcel -> parcel.id().equals(id)).toList();
        if (one.isEmpty()) {
            throw Refusal.invalid("shipmentId", "must be a parcel that something of this order is in")
                    .asException();
        }
        return one;
    }

    private Uni<Disputes.Done> decided(
            Order order,
            Complaint request,
            @Nullable Money wanted,
            List<DisputedParcel> parcels,
            Actor by,
            Instant now) {
        DisputeOpening opening = DisputeOpening.of(order, request.kind(), parcels, request.shipmentId() != null, now);
        return switch (opening) {
            case DisputeOpening.Possible possible -> {
                DisputedUnits about = chosen(order, request, possible.about(), by);
                yield open(order, request, about, amount(order, request.kind(), about, wanted, by), by, now);
            }
            case DisputeOpening.NotNow no -> refused(order.notNow(no.code(), no.explanation(), Set.of(by.role())));
            case DisputeOpening.NotYet no ->
                refused(order.notNow(
                        "TOO_EARLY",
                        "A dispute for missing tracking information can be opened from "
                                + Spoken.at(no.from(), order.policy().timeZone()) + " on (A15)",
                        Set.of(by.role())));
        };
    }

    /** The units named, or all that it fits; null where it is about money alone. */
    private static @Nullable DisputedUnits chosen(Order order, Complaint request, DisputedUnits fits, Actor by) {
        if (request.kind() == DisputeKind.REFUND_ONLY && !request.named()) {
            return null;
        }
        return request.lines() == null
                ? fits
                : fits.narrowedTo(UnitChoice.of(order, request.lines(), fits.units(), by.role()));
    }

    /** A19, A20: what the buyer gets if they are right: up to what was paid for the units and not given back. */
    private static Money amount(
            Order order, DisputeKind kind, @Nullable DisputedUnits about, @Nullable Money wanted, Actor by) {
        Money most = DisputeWorth.most(order, kind, about);
        if (!most.isPositive()) {
            throw nothingToRefund(order, by).asException();
        }
        if (wanted != null && wanted.compareTo(most) > 0) {
            throw tooMuch(order, most).asException();
        }
        return wanted == null ? most : wanted;
    }

    /** A19, A20: refuses what was wanted or offered before where that much is not left. */
    static void refuseMoreThanIsLeft(Order order, DisputeRow row, Money amount) {
        if (!DisputeWorth.isThere(order, row.kind, row.about, amount)) {
            throw moreThanIsLeft(order, row).asException();
        }
    }

    /** A19, A20: how that is refused. */
    static Refusal moreThanIsLeft(Order order, DisputeRow row) {
        return tooMuch(order, DisputeWorth.most(order, row.kind, row.about));
    }

    /**
     * A19, A20a: more of the order was paid while its goods are to go back: what that adds to the most that the buyer can get
     * for them comes back with them. The order tells of the payment by itself.
     *
     * @param amount of the payment, captured already
     */
    @NeedsTransaction
    public Uni<Void> paidMeanwhile(Order order, Money amount, Actor by, Instant now) {
        return !order.disputed()
                ? Steps.nothing()
                : store.open(order.id())
                        .chain(row -> Steps.when(
                                row != null && row.kind.goodsGoBack(),
                                () -> raised(order, row, added(order, row, amount), by, now)));
    }

    private static Money added(Order order, DisputeRow row, Money amount) {
        Money before = order.refundable().minus(amount);
        return DisputeWorth.most(order, row.kind, row.about)
                .minus(DisputeWorth.most(order, row.kind, row.about, before));
    }

    private Uni<Void> raised(Order order, DisputeRow row, Money added, Actor by, Instant now) {
        if (!added.isPositive()) {
            return Steps.nothing();
        }
        row.wanted += added.minor();
        row.offer = row.wanted;
        Money wanted = new Money(row.wanted, added.currency());
        String because = "So much more was paid since: " + added.inWords() + " (A20a)";
        return store.add(Disputes.word(row, Role.BUYER, by, wanted, because, now))
                .chain(() -> ends.save(order, row, by, now, "dispute.raised"));
    }

    private Uni<Disputes.Done> open(
            Order order, Complaint request, @Nullable DisputedUnits about, Money amount, Actor by, Instant now) {
        DisputeRow row = toRow(order, request, amount, by, now);
        row.about = about;
        return begins(order, row, now)
                .chain(() -> store.add(Disputes.word(row, Role.BUYER, by, amount, null, now)))
                .chain(() -> deadlines.set(
                        order.id(),
                        DeadlineKind.DISPUTE_AGREEMENT,
                        row.id.toString(),
                        order.policy().after(now, order.policy().disputes().agreeWithin()),
                        now))
                .chain(() -> Steps.when(
                        row.kind == DisputeKind.NO_TRACKING_INFO && about != null,
                        () -> demands.forDispute(
                                order, row.id, Objects.requireNonNull(about).shipments(), by, now)))
                .chain(() -> ends.save(order, row, by, now, "dispute.opened"))
                .replaceWith(() -> new Disputes.Done(order, row));
    }

    /** The order has a dispute from now on, and its escrow stands still. */
    Uni<Void> begins(Order order, DisputeRow row, Instant now) {
        order.disputeIs(true);
        return escrowStops(order, row, now).chain(() -> store.add(row));
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
        if (request.kind() == DisputeKind.NO_TRACKING_INFO) {
            throw Refusal.invalid("amount", "must be left out: what was never sent is refunded in full (A15)")
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
