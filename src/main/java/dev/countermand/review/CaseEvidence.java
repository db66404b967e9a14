package dev.countermand.review;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.evidence.CaseDemands;
import dev.countermand.evidence.DemandOutcome;
import dev.countermand.evidence.EvidenceWords;
import dev.countermand.evidence.SeenDemand;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.fraud.judgement.KnownFinding;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.WhyNot;
import dev.countermand.policy.ReviewTerms.WithoutEvidence;
import dev.countermand.review.state.AskedParcels;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.shipment.OrderProgress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A26: what the desk asks sellers for, and what that means for its cases. While the seller has time the case is
 * AWAITING_EVIDENCE; whoever holds it keeps it.
 */
@ApplicationScoped
public class CaseEvidence {

    /** What a seller needs at least to find a receipt. */
    static final Duration LEAST_TIME = Duration.ofHours(24);

    /** Longer, nobody would know any more what it was about. */
    static final Duration MOST_TIME = Duration.ofDays(30);

    private static final Actor ACTOR = Actor.system("evidence");
    private static final Actor CARRIER = Actor.system("carrier");

    private final CaseStore store;
    private final CaseFile file;
    private final Claims claims;
    private final CaseDemands demands;
    private final OrderStore orders;
    private final OrderProgress progress;
    private final Findings findings;
    private final Deadlines deadlines;
    private final InstantSource clock;

    CaseEvidence(
            CaseStore store,
            CaseFile file,
            Claims claims,
            CaseDemands demands,
            OrderStore orders,
            OrderProgress progress,
            Findings findings,
            Deadlines deadlines,
            InstantSource clock) {
        this.store = store;
        this.file = file;
        this.claims = claims;
        this.demands = demands;
        this.orders = orders;
        this.progress = progress;
        this.findings = findings;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * What a moderator wants to see.
     *
     * @param shipments of which; null for all in which something of the order is
     * @param text what the seller reads
     * @param dueAt by when; null for the market's time
     */
    public record Wanted(
            @Nullable List<UUID> shipments,
            String text,
            @Nullable Instant dueAt) {}

    /** What was asked for, and the version of the case after it. */
    public record Asked(CaseStatus status, long version, List<SeenDemand> demands) {}

    /** A moderator who holds the case asks the seller. The case is held by nobody then, until the seller has answered. */
    @NeedsTransaction
    public Uni<Asked> ask(UUID id, @Nullable String token, Wanted wanted, Caller caller) {
        Actor by = Claims.by(caller);
        String given = Claims.required(token);
        return store.orderOf(id)
                .chain(orders::lock)
                .chain(order -> claims.held(order.id(), id, given, caller).chain(row -> {
                    Instant now = Timestamps.now(clock);
                    refuseEnded(order);
                    Instant due = due(order, wanted, now);
                    return progress.parcels(order)
                            .chain(parcels -> demands.open(order.id(), id)
                                    .map(open -> AskedParcels.chosen(
                                            wanted.shipments(),
                                            parcels,
                                            open,
                                            order.status().name())))
                            .chain(shipments -> demands.ask(
                                    order, new CaseDemands.Asking(id, shipments, wanted.text(), due), by, now))
                            .call(asked -> awaits(order, row, asked, by, now))
                            .call(() -> claims.dropDeadline(row))
                            .call(() -> store.flush())
                            .map(asked -> new Asked(row.status, row.version, asked));
                }));
    }

    /**
     * The order was just frozen because of what was found: the seller is asked for evidence of the parcels that it was found
     * of, each once in a case.
     */
    @NeedsTransaction
    public Uni<Void> askedByItself(Order order, Instant now) {
        return store.lockUndecided(order.id())
                .chain(row -> Steps.given(
                        row,
                        there -> findings.ofOrder(order.id())
                                .chain(found -> progress.parcels(order)
                                        .chain(parcels -> demands.ofCase(order.id(), there.id)
                                                .map(asked -> AskedParcels.suspected(suspects(found), parcels, asked))))
                                .chain(shipments ->
                                        Steps.when(!shipments.isEmpty(), () -> ask(order, there, shipments, now)))));
    }

    private Uni<Void> ask(Order order, CaseRow row, List<UUID> shipments, Instant now) {
        Instant due = order.policy().after(now, order.policy().disputes().evidenceWithin());
        return demands.ask(order, new CaseDemands.Asking(row.id, shipments, null, due), ACTOR, now)
                .chain(asked -> awaits(order, row, asked, ACTOR, now));
    }

    /** The seller has shown something of a parcel. */
    @NeedsTransaction
    public Uni<Void> given(Order order, Instant now) {
        Actor seller = Actor.of(order.terms().sellerId(), Role.SELLER);
        return lookAgain(order, DemandOutcome.GIVEN, seller, now);
    }

    /** A carrier has the parcel: there is no better evidence. */
    @NeedsTransaction
    public Uni<Void> accepted(Order order, UUID shipmentId, Instant now) {
        return demands.needless(order, shipmentId, now)
                .chain(() -> lookAgain(order, DemandOutcome.NEEDLESS, CARRIER, now));
    }

    /** The case stands before the moderators again, if it waits and nothing is asked for any more. */
    private Uni<Void> lookAgain(Order order, DemandOutcome because, Actor by, Instant now) {
        return store.lockUndecided(order.id())
                .chain(row -> Steps.when(
                        row != null && row.status == CaseStatus.AWAITING_EVIDENCE,
                        () -> demands.open(order.id(), row.id)
                                .chain(open ->
                                        Steps.when(open.isEmpty(), () -> file.waitsNoMore(row, because, by, now)))));
    }

    /**
     * A case of which the seller has shown nothing, where the policy says what follows from that.
     *
     * @param shipments of which nothing came
     * @param statement why, as the seller reads it
     */
    public record Unanswered(LockedCase reviewCase, List<UUID> shipments, String statement) {}

    /**
     * Nothing came by the due date: the case comes before all others.
     *
     * @return what is to be decided without a moderator; null when one decides, or more is asked for still
     */
    @NeedsTransaction
    public Uni<@Nullable Unanswered> missed(Order order, UUID caseId, Actor by, Instant now) {
        return store.lockUndecided(order.id()).chain(row -> {
            if (row == null || !row.id.equals(caseId)) {
                return Uni.createFrom().nullItem();
            }
            row.noEvidence(now);
            return file.tell(row, "case.no-evidence", by, now)
                    .chain(() -> demands.ofCase(order.id(), caseId))
                    .chain(all -> all.stream().anyMatch(SeenDemand::open)
                            ? Uni.createFrom().nullItem()
                            : missedAll(order, row, all, by, now));
        });
    }

    private Uni<@Nullable Unanswered> missedAll(Order order, CaseRow row, List<SeenDemand> all, Actor by, Instant now) {
        boolean byItself = order.policy().review().withoutEvidence() == WithoutEvidence.CANCEL_AND_REFUND
                && (row.reason == CaseReason.DETECTED || row.reason == CaseReason.MANUAL)
                && order.frozen()
                && !order.status().ended()
                && row.status == CaseStatus.AWAITING_EVIDENCE;
        if (!byItself) {
            return before(row, by, now);
        }
        return progress.parcels(order).chain(parcels -> {
            List<UUID> missing = AskedParcels.missing(all, parcels);
            return missing.isEmpty()
                    ? before(row, by, now)
                    : Uni.createFrom()
                            .item(new Unanswered(
                                    new LockedCase(row),
                                    missing,
                                    EvidenceWords.decided(
                                            order.policy(),
                                            Objects.requireNonNull(all.getLast().dueAt()))));
        });
    }

    /** It stands before the moderators again. */
    private Uni<@Nullable Unanswered> before(CaseRow row, Actor by, Instant now) {
        return file.waitsNoMore(row, DemandOutcome.MISSING, by, now).replaceWith(() -> null);
    }

    /** Nobody need decide before the seller's time is over. Whoever holds the case because of something else keeps it. */
    private Uni<Void> awaits(Order order, CaseRow row, List<SeenDemand> asked, Actor by, Instant now) {
        SeenDemand any = asked.getFirst();
        Instant before = row.dueAt;
        row.evidenceAnew();
        row.dueNotBefore(Objects.requireNonNull(any.dueAt()));
        boolean waits = by.equals(ACTOR) ? row.status == CaseStatus.OPEN : row.status == CaseStatus.CLAIMED;
        if (waits) {
            row.become(CaseStatus.AWAITING_EVIDENCE);
            row.dropClaim();
        }
        return deadlines
                .shift(order.id(), DeadlineKind.CASE_DUE, row.id.toString(), Duration.between(before, row.dueAt))
                .chain(() -> Steps.when(
                        waits, () -> file.tell(row, CaseStatus.AWAITING_EVIDENCE.event(), by, now, told(any, asked))));
    }

    private static Map<String, Object> told(SeenDemand any, List<SeenDemand> asked) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("evidenceDueAt", String.valueOf(any.dueAt()));
        told.put(
                "shipments",
                asked.stream().map(demand -> demand.shipmentId().toString()).toList());
        if (any.words() != null) {
            told.put("because", any.words());
        }
        return told;
    }

    /** All that was ever asked for in a case, oldest first. */
    @Reads
    public Uni<InCase> ofCase(UUID id) {
        return store.orderOf(id).chain(orderId -> demands.ofCase(orderId, id).map(asked -> new InCase(orderId, asked)));
    }

    /** What was asked for in a case of this order. */
    public record InCase(String orderId, List<SeenDemand> demands) {}

    private static Set<UUID> suspects(List<KnownFinding> found) {
        return found.stream()
                .filter(finding -> finding.standing() && !finding.shadow())
                .map(KnownFinding::shipmentId)
                .collect(Collectors.toSet());
    }

    private static Instant due(Order order, Wanted wanted, Instant now) {
        Instant due = wanted.dueAt();
        if (due == null) {
            return order.policy().after(now, order.policy().disputes().evidenceWithin());
        }
        if (due.isBefore(now.plus(LEAST_TIME)) || due.isAfter(now.plus(MOST_TIME))) {
            throw Refusal.invalid(
                            "dueAt",
                            "must be from " + Spoken.of(LEAST_TIME) + " to " + Spoken.of(MOST_TIME) + " from now")
                    .asException();
        }
        return due.truncatedTo(ChronoUnit.MICROS);
    }

    private static void refuseEnded(Order order) {
        if (order.status().ended()) {
            throw Refusal.notNow(
                            "ORDER_ENDED",
                            "The order has ended: it is " + WhyNot.inWords(order.status()),
                            order.status().name(),
                            null)
                    .asException();
        }
    }
}
