package dev.countermand.review;

import dev.countermand.cancellation.CancellationOutcomes;
import dev.countermand.cancellation.ContestedRequests;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.dispute.DisputeRulings;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Words;
import dev.countermand.order.Order;
import dev.countermand.order.OrderService;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.WhyNot;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.policy.Fines;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.seller.EntryKind;
import dev.countermand.seller.SellerRecord;
import dev.countermand.seller.statement.SignalFacts;
import dev.countermand.shipment.LostParcels;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A26: how a case ends, with everything that follows from it, in one transaction. */
@ApplicationScoped
class Decisions {

    static final String RULE = "A26";

    private static final String FALSE_SHIPMENT = "false-shipment";

    /**
     * What a moderator decides.
     *
     * @param shipments the parcels that are false; null for the whole order
     * @param amount of a dispute REFUND_ONLY, how much the buyer gets; what they wanted last, if null
     * @param statement the reasons, as the seller gets them (A27)
     */
    record Decision(
            CaseVerdict verdict,
            @Nullable List<UUID> shipments,
            @Nullable Sanction sanction,
            @Nullable String amount,
            String statement) {}

    /** Beside the fine that the policy prescribes; a FINE only changes the points of that one. */
    record Sanction(EntryKind kind, @Nullable Integer points) {}

    private final CaseStore store;
    private final Claims claims;
    private final CaseFile file;
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
    private final InstantSource clock;

    Decisions(
            CaseStore store,
            Claims claims,
            CaseFile file,
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
            ParcelVerdicts verdicts,
            InstantSource clock) {
        this.store = store;
        this.claims = claims;
        this.file = file;
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
        this.clock = clock;
    }

    /** Decides a case that the caller has claimed. */
    @NeedsTransaction
    Uni<CaseRow> decide(UUID id, @Nullable String token, Decision request, Caller caller) {
        Sanction sanction = request.sanction();
        if (request.verdict() == CaseVerdict.RELEASE && sanction != null && sanction.kind() != EntryKind.WARNING) {
            throw Refusal.invalid("sanction.kind", "must be WARNING when the order is released")
                    .asException();
        }
        if (sanction != null && sanction.kind() == EntryKind.CLAIM) {
            throw Refusal.invalid("sanction.kind", "must not be CLAIM: that is no sanction")
                    .asException();
        }
        if (request.verdict() == CaseVerdict.CANCEL_AND_REFUND || sanction != null) {
            Words.mustSayWhy(request.statement());
        }
        String given = Claims.required(token);
        return store.orderOf(id)
                .chain(orders::lock)
                .chain(order -> claims.held(order.id(), id, given, caller)
                        .chain(row -> decide(order, row, request, Claims.by(caller))));
    }

    /** A26: no evidence came in time, and the policy says what follows. The caller has order and case locked. */
    Uni<Void> withoutEvidence(Order order, CaseRow row, List<UUID> shipments, String statement, Actor by) {
        return decide(order, row, new Decision(CaseVerdict.CANCEL_AND_REFUND, shipments, null, null, statement), by)
                .replaceWithVoid();
    }

    private Uni<CaseRow> decide(Order order, CaseRow row, Decision request, Actor by) {
        boolean ofDispute = row.reason == CaseReason.DISPUTE && !order.frozen();
        boolean ofParcels = row.reason.ofParcels() && !order.frozen();
        boolean afterAll = row.reason == CaseReason.DELIVERED_AFTER_ALL;
        boolean ofCarrier =
                (row.reason == CaseReason.CARRIER_CORRECTION || afterAll) && !order.frozen() && row.disputeId == null;
        if ((ofDispute || ofParcels || ofCarrier)
                && request.sanction() != null
                && request.sanction().kind() == EntryKind.FINE) {
            throw Refusal.invalid(
                            "sanction.kind",
                            "must not be FINE: nobody is suspected, and what is fined all the same the policy says")
                    .asException();
        }
        if (afterAll && !order.frozen() && request.verdict() == CaseVerdict.CANCEL_AND_REFUND) {
            throw Refusal.invalid(
                            "verdict", "must be RELEASE: what was delivered after all has been refunded already (P3)")
                    .asException();
        }
        if (request.amount() != null && (!ofDispute || request.verdict() != CaseVerdict.CANCEL_AND_REFUND)) {
            throw Refusal.invalid("amount", "must be left out: only a dispute REFUND_ONLY is granted in part (A19)")
                    .asException();
        }
        boolean ofFraud = !ofDispute && !ofParcels && !ofCarrier;
        if (request.shipments() != null && !(ofFraud && request.verdict() == CaseVerdict.CANCEL_AND_REFUND)) {
            throw Refusal.invalid(
                            "shipments",
                            "must be left out: only CANCEL_AND_REFUND on suspicion of fraud can be about parcels (A26)")
                    .asException();
        }
        Instant now = Timestamps.now(clock);
        row.become(CaseStatus.DECIDED);
        row.dropClaim();
        row.verdict = request.verdict();
        row.statement = request.statement();
        row.decidedBy = by.subject();
        Uni<Void> carriedOut;
        if (ofParcels) {
            carriedOut = ofParcels(order, request, by, now).chain(() -> warned(order, row, request, by, now));
        } else if (ofDispute) {
            carriedOut = ofDispute(order, request, by, now).chain(() -> warned(order, row, request, by, now));
        } else if (ofCarrier) {
            carriedOut = ofCarrier(order, row, request, by, now).chain(() -> warned(order, row, request, by, now));
        } else {
            carriedOut = switch (request.verdict()) {
                case RELEASE -> release(order, row, request, by, now);
                case CANCEL_AND_REFUND -> falseShipment(order, row, request, by, now);
            };
        }
        return carriedOut
                .chain(() -> file.decided(order, row, by, now))
                .chain(() -> store.flush())
                .replaceWith(row);
    }

    private Uni<Void> ofDispute(Order order, Decision request, Actor by, Instant now) {
        return switch (request.verdict()) {
            // The seller is believed, also that a parcel that was given up will come (P5).
            case RELEASE ->
                disputes.dismiss(order, request.statement(), by, now).chain(() -> parcels.waitAnew(order, now));
            case CANCEL_AND_REFUND -> disputes.grant(order, request.amount(), request.statement(), by, now);
        };
    }

    /** P5, P6: the parcels will come, and are waited for anew; or the buyer gets the money for what was in them. */
    private Uni<Void> ofParcels(Order order, Decision request, Actor by, Instant now) {
        return switch (request.verdict()) {
            case RELEASE ->
                parcels.waitedInVain(order)
                        .invoke(Decisions::refuseToWaitForEver)
                        .chain(() -> parcels.waitAnew(order, now));
            case CANCEL_AND_REFUND ->
                parcels.refundAsked(order, request.statement(), by, now)
                        .chain(() -> Steps.when(
                                order.status().ended(), () -> disputes.overtaken(order, request.statement(), by, now)));
        };
    }

    /** P7: time is given once; who never got their goods gets their money (P5). */
    private static void refuseToWaitForEver(boolean waitedInVain) {
        if (waitedInVain) {
            throw Refusal.invalid(
                            "verdict",
                            "must be CANCEL_AND_REFUND: what is missing was waited for anew before, and no carrier has"
                                    + " reported it since (P5)")
                    .asException();
        }
    }

    /** What was found is not raised again; the shipment is believed, so a request against it came too late. */
    private Uni<Void> release(Order order, CaseRow row, Decision request, Actor by, Instant now) {
        return warned(order, row, request, by, now).chain(() -> believed(order, row, request, by, now));
    }

    private Uni<Void> believed(Order order, CaseRow row, Decision request, Actor by, Instant now) {
        return findings.release(order.id(), by, now)
                .chain(() -> Steps.when(order.openRequest() != null, () -> contested.believed(order, now)))
                // A dispute that waited for this very decision is decided with it; one between the two goes on.
                .chain(() -> Steps.when(
                        row.disputeId != null && order.disputed(),
                        () -> disputes.dismiss(order, request.statement(), by, now)))
                .chain(() -> Steps.when(
                        order.frozen(),
                        () -> service.release(order, by, now, request.statement())
                                .replaceWithVoid()));
    }

    private Uni<Void> warned(Order order, CaseRow row, Decision request, Actor by, Instant now) {
        return Steps.given(request.sanction(), sanction -> sanctioned(order, row, request, sanction, by, now));
    }

    /**
     * A carrier told wrongly, or brought what had left the order (P3), and nobody is suspected: a person says how it was mended,
     * or ends the order without a fine. What the rest of the order waits for goes on.
     */
    private Uni<Void> ofCarrier(Order order, CaseRow row, Decision request, Actor by, Instant now) {
        return switch (request.verdict()) {
            case RELEASE -> Steps.nothing();
            case CANCEL_AND_REFUND ->
                cancel(order, row, request, by, now, cancellations::upheld).replaceWithVoid();
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
            CaseRow row,
            Decision request,
            Actor by,
            Instant now,
            BiFunction<Order, Instant, Uni<Void>> requested) {
        if (order.status().ended()) {
            throw Refusal.notNow(
                            "ORDER_ENDED",
                            "The order is " + WhyNot.inWords(order.status()) + "; there is nothing left to cancel",
                            order.status().name(),
                            null)
                    .asException();
        }
        Money total = order.total();
        return requested.apply(order, now).chain(() -> {
            order.cancelAll(CancelledBy.ADMINISTRATION, now);
            Money back = order.refundable();
            return refunds.request(order, back, RefundCause.ADMINISTRATION, request.statement(), by, now)
                    .chain(() -> disputes.overtaken(order, request.statement(), by, now))
                    .chain(() -> orders.save(
                            order, by, now, "order.cancelled", "orders/" + order.id(), data(row, request, back)))
                    // E1: what was claimed of the price of goods that are taken back is owed no more.
                    .call(() -> ledger.priceOwed(order, order.unpaid(), now))
                    .call(() -> ledger.cleared(order, now))
                    .replaceWith(total);
        });
    }

    /** The whole order, or only the parcels that are named. */
    private Uni<Void> falseShipment(Order order, CaseRow row, Decision request, Actor by, Instant now) {
        List<UUID> named = request.shipments();
        if (named == null || order.status().ended()) {
            return falseOrder(order, row, request, by, now);
        }
        return verdicts.about(order, named)
                .chain(about -> about.everything()
                        ? falseOrder(order, row, request, by, now)
                        : verdicts.cancel(order, row.id, about, request.statement(), by, now)
                                .chain(worth ->
                                        fined(order, row, request, FALSE_SHIPMENT + "-" + row.id, worth, by, now))
                                .chain(() -> Steps.when(
                                        !order.status().ended(), () -> believed(order, row, request, by, now))));
    }

    private Uni<Void> falseOrder(Order order, CaseRow row, Decision request, Actor by, Instant now) {
        return cancel(order, row, request, by, now, cancellations::upheldByFraud)
                .chain(total -> fined(order, row, request, FALSE_SHIPMENT, total, by, now));
    }

    /** The policy's fine for a false shipment; a sanction beside it, or other points for the fine itself. */
    private Uni<Void> fined(
            Order order, CaseRow row, Decision request, String cause, Money worth, Actor by, Instant now) {
        Fines.Fine prescribed = order.policy().fines().falseShipment();
        Sanction sanction = request.sanction();
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
                                () -> sanctioned(order, row, request, beside, by, now))));
    }

    private Uni<Void> sanctioned(Order order, CaseRow row, Decision request, Sanction sanction, Actor by, Instant now) {
        String cause = "case-" + row.id;
        Money nothing = Money.zero(order.terms().currency());
        SellerRecord.Entry entry =
                new SellerRecord.Entry(sanction.kind(), cause, "A27", nothing, points(sanction), request.statement());
        return findings.ofOrder(order.id())
                .chain(known -> sellers.enter(order, entry.because(SignalFacts.of(known)), by, now));
    }

    private static int points(@Nullable Sanction sanction) {
        Integer points = sanction == null ? null : sanction.points();
        return points == null ? 0 : points;
    }

    private static Map<String, Object> data(CaseRow row, Decision request, Money back) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("caseId", row.id.toString());
        data.put("amount", back.text());
        data.put("because", request.statement());
        data.put("rule", RULE);
        return data;
    }
}
