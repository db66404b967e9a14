package dev.countermand.review.page;

import dev.countermand.evidence.Evidence;
import dev.countermand.evidence.EvidenceStore;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.fraud.judgement.KnownFinding;
import dev.countermand.fraud.judgement.RulesInWords;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.overview.Overview;
import dev.countermand.review.CaseReader;
import dev.countermand.review.KnownCase;
import dev.countermand.review.decision.DecisionReader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A decided case as it was before anybody decided it, for somebody who is to decide it again: nothing of who had it, what they
 * noted and decided, and what followed, also of a decision that was rejected, undone, or held the escrow only.
 */
@ApplicationScoped
public class BlindPage {

    /**
     * What there was to decide by.
     *
     * @param findings that stood or had been cleared by then, including those in shadow
     * @param timeline without what the desk did on the case
     */
    public record Blind(
            KnownCase one,
            Order order,
            List<KnownFinding> findings,
            List<RulesInWords.Words> rules,
            List<CaseTimeline.Entry> timeline,
            List<Evidence> evidence) {}

    private final CaseReader cases;
    private final OrderStore orders;
    private final Overview overview;
    private final Findings findings;
    private final RulesInWords rules;
    private final CaseTimeline timeline;
    private final EvidenceStore evidence;
    private final DecisionReader decisions;

    BlindPage(
            CaseReader cases,
            OrderStore orders,
            Overview overview,
            Findings findings,
            RulesInWords rules,
            CaseTimeline timeline,
            EvidenceStore evidence,
            DecisionReader decisions) {
        this.cases = cases;
        this.orders = orders;
        this.overview = overview;
        this.findings = findings;
        this.rules = rules;
        this.timeline = timeline;
        this.evidence = evidence;
        this.decisions = decisions;
    }

    /** Needs a session; refuses a case that is not decided. */
    public Uni<Blind> load(UUID caseId, Caller caller) {
        return cases.find(caseId).chain(one -> {
            Instant decidedAt = one.decidedAt();
            if (decidedAt == null) {
                throw Refusal.notFound("decided case").asException();
            }
            return decisions
                    .firstDecidedAt(one)
                    .chain(first -> load(one, Objects.requireNonNullElse(first, decidedAt), caller));
        });
    }

    private Uni<Blind> load(KnownCase one, Instant decidedAt, Caller caller) {
        // The decision itself clears what it lets go.
        Instant before = decidedAt.minus(1, ChronoUnit.MICROS);
        return orders.find(one.orderId())
                .map(order -> Objects.requireNonNull(order, "a case has an order"))
                .chain(order -> overview.of(order, caller))
                .chain(seen -> findings.knownAsOf(List.of(one.orderId()), before)
                        .chain(known -> rules.of(seen.order().policy())
                                .chain(words -> timeline.of(seen)
                                        .chain(lived -> evidence.ofOrders(List.of(one.orderId()))
                                                .map(shown -> new Blind(
                                                        one,
                                                        seen.order(),
                                                        known.getOrDefault(one.orderId(), List.of()),
                                                        words,
                                                        until(before, lived, one.id()),
                                                        shown(
                                                                before,
                                                                shown.getOrDefault(one.orderId(), List.of()))))))));
    }

    private static List<CaseTimeline.Entry> until(Instant before, List<CaseTimeline.Entry> lived, UUID caseId) {
        return lived.stream()
                .filter(entry -> !entry.at().isAfter(before) && !entry.isOf(caseId))
                .toList();
    }

    private static List<Evidence> shown(Instant before, List<Evidence> all) {
        return all.stream().filter(one -> !one.givenAt().isAfter(before)).toList();
    }
}
