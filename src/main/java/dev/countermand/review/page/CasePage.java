package dev.countermand.review.page;

import dev.countermand.cancellation.CancellationReader;
import dev.countermand.cancellation.SeenCancellation;
import dev.countermand.database.Reads;
import dev.countermand.evidence.CaseDemands;
import dev.countermand.evidence.Evidence;
import dev.countermand.evidence.EvidenceStore;
import dev.countermand.evidence.SeenDemand;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.fraud.judgement.KnownFinding;
import dev.countermand.fraud.judgement.RulesInWords;
import dev.countermand.kernel.Caller;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.overview.Overview;
import dev.countermand.review.CaseReader;
import dev.countermand.review.KnownCase;
import dev.countermand.review.decision.DecisionReader;
import dev.countermand.seller.SellerReader;
import dev.countermand.seller.page.SellerNotes;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a case with everything needed to decide it. Every list has a limit, and each thing is read by one statement for all of
 * its kind: a page costs as many statements for an order of a hundred parcels as for one of a single parcel.
 */
@ApplicationScoped
class CasePage {

    /** Entries, sanctions and notes of the seller shown, the newest. */
    static final int OF_SELLER = 20;

    /** What is known of the seller of a case. */
    record Seller(
            SellerReader.Standing standing, RelatedOrders.@Nullable Habits habits, List<SellerNotes.Note> notes) {}

    /**
     * A case with everything needed to decide it.
     *
     * @param findings including those in shadow
     * @param blocked the request that a declaration stands against (A13), else the open one
     * @param decisions the latest first
     * @param demands what the seller was asked for in this case, oldest first
     * @param evidence what the seller has shown, oldest first
     */
    record Dossier(
            KnownCase one,
            Overview.Seen seen,
            List<KnownFinding> findings,
            List<RulesInWords.Words> rules,
            List<CaseTimeline.Entry> timeline,
            @Nullable SeenCancellation blocked,
            List<DecisionReader.Known> decisions,
            List<SeenDemand> demands,
            List<Evidence> evidence,
            Seller seller,
            List<RelatedOrders.Related> related,
            List<CaseReader.Note> notes) {}

    private final CaseReader cases;
    private final OrderStore orders;
    private final Overview overview;
    private final Findings findings;
    private final RulesInWords rules;
    private final CaseTimeline timeline;
    private final CancellationReader cancellations;
    private final DecisionReader decisions;
    private final CaseDemands demands;
    private final EvidenceStore evidence;
    private final SellerReader sellers;
    private final SellerNotes sellerNotes;
    private final RelatedOrders related;

    CasePage(
            CaseReader cases,
            OrderStore orders,
            Overview overview,
            Findings findings,
            RulesInWords rules,
            CaseTimeline timeline,
            CancellationReader cancellations,
            DecisionReader decisions,
            CaseDemands demands,
            EvidenceStore evidence,
            SellerReader sellers,
            SellerNotes sellerNotes,
            RelatedOrders related) {
        this.cases = cases;
        this.orders = orders;
        this.overview = overview;
        this.findings = findings;
        this.rules = rules;
        this.timeline = timeline;
        this.cancellations = cancellations;
        this.decisions = decisions;
        this.demands = demands;
        this.evidence = evidence;
        this.sellers = sellers;
        this.sellerNotes = sellerNotes;
        this.related = related;
    }

    /** Refuses when there is no such case, and whoever decides it a second time. */
    @Reads
    Uni<Dossier> load(UUID id, Caller caller) {
        return cases.find(id)
                .call(() -> cases.refuseReviewer(id, caller))
                .chain(one -> orders.find(one.orderId())
                        .map(order -> Objects.requireNonNull(order, "a case has an order"))
                        .chain(order -> overview.of(order, caller))
                        .chain(seen -> ofOrder(one, seen, caller)));
    }

    private Uni<Dossier> ofOrder(KnownCase one, Overview.Seen seen, Caller caller) {
        return findings.ofOrder(one.orderId())
                .chain(found -> rules.of(seen.order().policy())
                        .chain(words -> timeline.of(seen)
                                .chain(lived -> blocked(seen, caller)
                                        .chain(blocked -> evidence.ofOrders(List.of(one.orderId()))
                                                .chain(shown -> around(one, caller)
                                                        .map(around -> new Dossier(
                                                                one,
                                                                seen,
                                                                found,
                                                                words,
                                                                lived,
                                                                blocked,
                                                                around.decisions(),
                                                                around.demands(),
                                                                shown.getOrDefault(one.orderId(), List.of()),
                                                                around.seller(),
                                                                around.related(),
                                                                around.notes())))))));
    }

    /** What is known beside the order. */
    private record Around(
            Seller seller,
            List<RelatedOrders.Related> related,
            List<CaseReader.Note> notes,
            List<SeenDemand> demands,
            List<DecisionReader.Known> decisions) {}

    private Uni<Around> around(KnownCase one, Caller caller) {
        return seller(one.sellerId(), caller)
                .chain(seller -> related(one, caller)
                        .chain(others -> cases.notes(one)
                                .chain(notes -> demands.ofCase(one.orderId(), one.id())
                                        .chain(asked -> decisions
                                                .ofCase(one)
                                                .map(made -> new Around(seller, others, notes, asked, made))))));
    }

    /** Nobody sees how one of them was decided while they decide it a second time. */
    private Uni<List<RelatedOrders.Related>> related(KnownCase one, Caller caller) {
        return related.of(one.orderId())
                .chain(others -> others.stream().noneMatch(RelatedOrders.Related::hasVerdict)
                        ? Uni.createFrom().item(others)
                        : cases.reviewedBy(caller.subject())
                                .map(reviewed -> others.stream()
                                        .map(other -> other.without(reviewed))
                                        .toList()));
    }

    private Uni<Seller> seller(String sellerId, Caller caller) {
        return sellers.standing(sellerId, caller, OF_SELLER)
                .chain(standing -> related.habits(sellerId)
                        .chain(habits -> sellerNotes
                                .newest(sellerId, OF_SELLER)
                                .map(notes -> new Seller(standing, habits, notes))));
    }

    private Uni<@Nullable SeenCancellation> blocked(Overview.Seen seen, Caller caller) {
        Order order = seen.order();
        UUID contested = seen.shipments().stream()
                .map(ShipmentStore.Seen::shipment)
                .filter(parcel -> parcel.contestedRequestId() != null)
                .max(Comparator.comparing(Shipment::declaredAt))
                .map(Shipment::contestedRequestId)
                .orElse(null);
        if (contested != null) {
            return cancellations.of(order, contested, caller);
        }
        return Uni.createFrom().item(order.openRequest() == null ? null : seen.cancellation());
    }
}
