package dev.countermand.review.decision;

import dev.countermand.cancellation.CancellationOutcomes;
import dev.countermand.cancellation.ContestedRequests;
import dev.countermand.database.Steps;
import dev.countermand.dispute.DisputeRulings;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderService;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.policy.Fines;
import dev.countermand.review.LockedCase;
import dev.countermand.review.state.CaseMatter;
import dev.countermand.seller.EntryKind;
import dev.countermand.seller.SellerRecord;
import dev.countermand.seller.statement.SignalFacts;
import dev.countermand.shipment.LostParcels;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A26: what a decision does to an order, its money and its seller, in the caller's one transaction. */
@ApplicationScoped
class CarryingOut {

    static final String RULE = "A26";

    private static final String FALSE_SHIPMENT = "false-shipment";

    private final OrderStore orders;
    private final OrderService service;
    private final Findings findings;
    private final CancellationOutcomes cancellations;
    private final ContestedRequests contested;
    private final DisputeRulings disputes;
    private final Refunds refunds;
    private final Ledger ledger;
    private final SellerRecord sellers;
    private final LostParcels parcels;
    private final ParcelVerdicts verdicts;

    CarryingOut(
            OrderStore orders,
            OrderService service,
            Findings findings,
            CancellationOutcomes cancellations,
            ContestedRequests contested,
            DisputeRulings disputes,
            Refunds refunds,
            Ledger ledger,
            SellerRecord sellers,
            LostParcels parcels,
            ParcelVerdicts verdicts) {
        this.orders = orders;
        this.service = service;
        this.findings = findings;
        this.cancellations = cancellations;
        this.contested = contested;
        this.disputes = disputes;
        this.refunds = refunds;
        this.ledger = ledger;
        this.sellers = sellers;
        this.parcels = parcels;
        this.verdicts = verdicts;
    }

    /** Does all that this decision means for the order, its money and its seller. {@link Weighing} refuses what cannot be. */
    Uni<Void> of(Order order, LockedCase it, CaseMatter matter, Decision request, Actor by, Instant now) {
        return switch (matter) {
            case PARCELS -> ofParcels(order, request, by, now).chain(() -> warned(order, it, request, by, now));
            case DISPUTE -> ofDispute(order, request, by, now).chain(() -> warned(order, it, request, by, now));
            case CARRIER, DELIVERED_AFTER_ALL ->
                ofCarrier(order, it, request, by, now).chain(() -> warned(order, it, request, by, now));
            case FRAUD ->
                switch (request.verdict()) {
                    case RELEASE -> release(order, it, request, by, now);
                    // F13: what was found stands, and the parties go on.
                    case HOLD -> service.holdEscrow(order, by, now, request.statement());
                    case CANCEL_AND_REFUND -> falseShipment(order, it, request, by, now);
                };
        };
    }

    private Uni<Void> ofDispute(Order order, Decision request, Actor by, Instant now) {
        return switch (request.verdict()) {
            // The seller is believed, also that a parcel that was given up will come (P5).
            case RELEASE ->
                disputes.dismiss(order, request.statement(), by, now).chain(() -> parcels.waitAnew(order, now));
            case HOLD -> throw notOfThis();
            case CANCEL_AND_REFUND -> disputes.grant(order, request.amount(), request.statement(), by, now);
        };
    }

    /** P5, P6: the parcels will come, and are waited for anew; or the buyer gets the money for what was in them. */
    private Uni<Void> ofParcels(Order order, Decision request, Actor by, Instant now) {
        return switch (request.verdict()) {
            case RELEASE -> parcels.waitAnew(order, now);
            case HOLD -> throw notOfThis();
            case CANCEL_AND_REFUND ->
                parcels.refundAsked(order, request.statement(), by, now)
                        .chain(() -> Steps.when(
                                order.status().ended(), () -> disputes.overtaken(order, request.statement(), by, now)));
        };
    }

    private static IllegalStateException notOfThis() {
        return new IllegalStateException("A case about this was held, which its matter refuses");
    }

    /** What was found is not raised again; the shipment is believed, so a request against it came too late. */
    private Uni<Void> release(Order order, LockedCase it, Decision request, Actor by, Instant now) {
        return warned(order, it, request, by, now).chain(() -> believed(order, it, request, by, now));
    }

    private Uni<Void> believed(Order order, LockedCase it, Decision request, Actor by, Instant now) {
        return findings.release(order.id(), by, now)
                .chain(() -> Steps.when(order.openRequest() != null, () -> contested.believed(order, now)))
                // A dispute that waited for this very decision is decided with it; one between the two goes on.
                .chain(() -> Steps.when(
                        it.disputeId() != null && order.disputed(),
                        () -> disputes.dismiss(order, request.statement(), by, now)))
                .chain(() ->
                        Steps.when(order.escrowHeld(), () -> service.letEscrowGo(order, by, now, request.statement())))
                .chain(() -> Steps.when(
                        order.frozen(),
                        () -> service.release(order, by, now, request.statement())
                                .replaceWithVoid()));
    }

    private Uni<Void> warned(Order order, LockedCase it, Decision request, Actor by, Instant now) {
        return Steps.given(request.sanction(), sanction -> sanctioned(order, it, request, sanction, by, now));
    }

    /**
     * A carrier told wrongly, or brought what had left the order (P3), and nobody is suspected: a person says how it was mended,
     * or ends the order without a fine. What the rest of the order waits for goes on.
     */
    private Uni<Void> ofCarrier(Order order, LockedCase it, Decision request, Actor by, Instant now) {
        return switch (request.verdict()) {
            case RELEASE -> Steps.nothing();
            case HOLD -> throw notOfThis();
            case CANCEL_AND_REFUND ->
                cancel(order, it, request, by, now, cancellations::upheld).replaceWithVoid();
        };
    }

    /**
     * The order goes, and all the money goes back.
     *
     * @param requested what becomes of a request that is open
     * @return what was ordered, before it went
     */
    private Uni<Money> cancel(
            Order order,
            LockedCase it,
            Decision request,
            Actor by,
            Instant now,
            BiFunction<Order, Instant, Uni<Void>> requested) {
        Money total = order.total();
        return requested.apply(order, now).chain(() -> {
            order.cancelAll(CancelledBy.ADMINISTRATION, now);
            Money back = order.refundable();
            return refunds.request(order, back, RefundCause.ADMINISTRATION, request.statement(), by, now)
                    .chain(() -> disputes.overtaken(order, request.statement(), by, now))
                    .chain(() -> orders.save(
                            order, by, now, "order.cancelled", "orders/" + order.id(), data(it, request, back)))
                    // E1: what was claimed of the price of goods that are taken back is owed no more.
                    .call(() -> ledger.priceOwed(order, order.unpaid(), now))
                    .call(() -> ledger.cleared(order, now))
                    .replaceWith(total);
        });
    }

    /** The whole order, or only the parcels that are named. */
    private Uni<Void> falseShipment(Order order, LockedCase it, Decision request, Actor by, Instant now) {
        List<UUID> named = request.shipments();
        if (named == null) {
            return falseOrder(order, it, request, by, now);
        }
        return verdicts.about(order, named)
                .chain(about -> about.everything()
                        ? falseOrder(order, it, request, by, now)
                        : order.status().ended()
                                ? falseParcelsOfEnded(order, it, request, about, by, now)
                                : falseParcels(order, it, request, about, by, now));
    }

    private Uni<Void> falseParcels(
            Order order, LockedCase it, Decision request, ParcelVerdicts.About about, Actor by, Instant now) {
        return verdicts.cancel(order, it.id(), about, request.statement(), by, now)
                .chain(worth -> fined(order, it, request, FALSE_SHIPMENT + "-" + it.id(), worth, by, now))
                .chain(() -> Steps.when(!order.status().ended(), () -> believed(order, it, request, by, now)));
    }

    private Uni<Void> falseOrder(Order order, LockedCase it, Decision request, Actor by, Instant now) {
        Uni<Money> gone = order.status().ended()
                ? paidBack(order, request, by, now)
                : cancel(order, it, request, by, now, cancellations::upheldByFraud);
        return gone.chain(total -> fined(order, it, request, FALSE_SHIPMENT, total, by, now));
    }

    /**
     * F13: the order ended while its escrow was held, because the buyer confirmed it, say. Nothing is cancelled any more; the
     * money goes back, and nothing is left to be held.
     *
     * @return what was ordered
     */
    private Uni<Money> paidBack(Order order, Decision request, Actor by, Instant now) {
        String why = request.statement();
        return fromEscrow(order, order.unitsLeft(), order.refundable(), why, now)
                .chain(() -> disputes.overtaken(order, why, by, now))
                .chain(() -> service.letEscrowGo(order, by, now, why))
                .replaceWith(order.total());
    }

    /** The same of some parcels: what is held for the others is let go. */
    private Uni<Void> falseParcelsOfEnded(
            Order order, LockedCase it, Decision request, ParcelVerdicts.About about, Actor by, Instant now) {
        Money worth = order.worthOfStaying(about.units());
        return fromEscrow(order, about.units(), worth, request.statement(), now)
                .chain(() -> fined(order, it, request, FALSE_SHIPMENT + "-" + it.id(), worth, by, now))
                .chain(() -> believed(order, it, request, by, now));
    }

    /** The caller saves the order. */
    private Uni<Void> fromEscrow(Order order, Map<Integer, Integer> units, Money wanted, String why, Instant now) {
        return refunds.requestForStaying(order, units, wanted, RefundCause.ADMINISTRATION, why, now);
    }

    /** The policy's fine for a false shipment; a sanction beside it, or other points for the fine itself. */
    private Uni<Void> fined(
            Order order, LockedCase it, Decision request, String cause, Money worth, Actor by, Instant now) {
        Fines.Fine prescribed = order.policy().fines().falseShipment();
        Decision.Sanction sanction = request.sanction();
        boolean repointed = sanction != null && sanction.kind() == EntryKind.FINE && sanction.points() != null;
        Fines.Fine fine = repointed ? new Fines.Fine(prescribed.percent(), points(sanction)) : prescribed;
        return findings.ofOrder(order.id())
                .map(SignalFacts::of)
                .chain(facts -> sellers.enter(
                        order,
                        SellerRecord.Entry.fine(cause, RULE, fine, worth, request.statement())
                                .because(facts),
                        by,
                        now))
                .chain(() -> Steps.given(
                        sanction,
                        beside -> Steps.when(
                                beside.kind() != EntryKind.FINE,
                                () -> sanctioned(order, it, request, beside, by, now))));
    }

    private Uni<Void> sanctioned(
            Order order, LockedCase it, Decision request, Decision.Sanction sanction, Actor by, Instant now) {
        String cause = "case-" + it.id();
        Money nothing = Money.zero(order.terms().currency());
        SellerRecord.Entry entry =
                new SellerRecord.Entry(sanction.kind(), cause, "A27", nothing, points(sanction), request.statement());
        return findings.ofOrder(order.id())
                .chain(known -> sellers.enter(order, entry.because(SignalFacts.of(known)), by, now));
    }

    private static int points(Decision.@Nullable Sanction sanction) {
        Integer points = sanction == null ? null : sanction.points();
        return points == null ? 0 : points;
    }

    private static Map<String, Object> data(LockedCase it, Decision request, Money back) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("caseId", it.id().toString());
        data.put("amount", back.text());
        data.put("because", request.statement());
        data.put("rule", RULE);
        return data;
    }
}
