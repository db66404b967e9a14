package dev.countermand.fraud.judgement;

import dev.countermand.database.Steps;
import dev.countermand.detector.Detectors;
import dev.countermand.detector.Rule;
import dev.countermand.detector.Verdict;
import dev.countermand.detector.rule.RuleBook;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.BusinessDays;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderService;
import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Judges orders: facts, then detectors, then what follows from it. */
@ApplicationScoped
public class JudgementService {

    static final Actor ACTOR = Actor.system("fraud");

    private final FactsReader facts;
    private final Findings findings;
    private final OrderService orders;
    private final Policies policies;
    private final RuleBooks books;
    private final ScanDueDates watch;
    private final OrderFlow flow;

    JudgementService(
            FactsReader facts,
            Findings findings,
            OrderService orders,
            Policies policies,
            RuleBooks books,
            ScanDueDates watch,
            OrderFlow flow) {
        this.facts = facts;
        this.findings = findings;
        this.orders = orders;
        this.policies = policies;
        this.books = books;
        this.watch = watch;
        this.flow = flow;
    }

    /**
     * Judges every shipment of an order and carries out what follows. The caller has the order locked: the facts are
     * read under that lock, so a scan that came in before is seen. Twice with the same facts changes nothing.
     *
     * @param trigger what led to it, as the findings keep it
     */
    public Uni<Judgement> judge(Order order, String trigger, Instant now) {
        if (order.status().ended()) {
            return Uni.createFrom().item(Judgement.NOTHING);
        }
        return Panache.getSession()
                .chain(session -> session.flush())
                .chain(() -> books.current())
                .chain(book -> facts.ofOrder(order.id(), now)
                        .chain(candidates -> findings.ofOrder(order.id()).chain(known -> {
                            Policy policy = order.policy();
                            Judgement judgement = Judgement.of(
                                    seen(candidates, policy, book),
                                    known,
                                    policy.detection().freezeAt(),
                                    // F13: what is held stands before a person already, who freezes it if need be.
                                    order.frozen() || order.escrowHeld());
                            return carryOut(order, judgement, trigger, now)
                                    .chain(() -> watch.keep(order, candidates, policy, book, now))
                                    .replaceWith(judgement);
                        })));
    }

    /**
     * F: a scan clears what it clears, also of an order that has ended. Nothing else follows: what was decided stands, and
     * who was punished wrongly appeals. The caller has the order locked.
     */
    public Uni<Void> refute(Order order, Instant now) {
        return Panache.getSession()
                .chain(session -> session.flush())
                .chain(() -> findings.ofOrder(order.id()))
                .chain(known -> Steps.when(
                        !known.stream().noneMatch(KnownFinding::standing),
                        () -> facts.ofOrder(order.id(), now)
                                .map(candidates -> Judgement.refutedByScans(
                                        candidates.stream()
                                                .map(Candidate::facts)
                                                .toList(),
                                        known))
                                .chain(refuted -> findings.clear(order.id(), refuted, ACTOR, now))));
    }

    /** What would follow for an order as its facts were then; nothing is written. */
    public Judgement assess(List<Candidate> candidates, List<KnownFinding> known, RuleBook book) {
        Candidate any = candidates.getFirst();
        if (any.ended()) {
            return Judgement.NOTHING;
        }
        Policy policy = policies.version(any.facts().market(), any.facts().policyVersion());
        return Judgement.of(
                seen(candidates, policy, book), known, policy.detection().freezeAt(), any.frozen());
    }

    private static List<Judgement.Seen> seen(List<Candidate> candidates, Policy policy, RuleBook book) {
        List<Rule> rules = book.rules(policy);
        BusinessDays days = policy.businessDays();
        return candidates.stream()
                .map(candidate ->
                        new Judgement.Seen(candidate.facts(), Detectors.judge(candidate.facts(), rules, days)))
                .toList();
    }

    private Uni<Void> carryOut(Order order, Judgement judgement, String trigger, Instant now) {
        return findings.clear(order.id(), judgement.cleared(), ACTOR, now)
                // One that is found anew takes the place of what stood.
                .chain(() -> Panache.getSession())
                .chain(session -> session.flush())
                .chain(() -> findings.add(order.id(), judgement.added(), trigger, ACTOR, now))
                .chain(() -> switch (judgement.consequence()) {
                    case NONE -> Steps.nothing();
                    case FREEZE -> freeze(order, judgement, now);
                    case RESCORE ->
                        flow.happened(
                                order,
                                new OrderEvent.SuspicionChanged(
                                        judgement.verdict().score(), ACTOR),
                                now);
                    case THAW -> thaw(order, judgement, now);
                });
    }

    /** A25. */
    private Uni<Void> freeze(Order order, Judgement judgement, Instant now) {
        int score = judgement.verdict().score();
        String reason = "Suspected fraud, score " + score + ": " + inWords(judgement.verdict());
        return orders.freeze(order, ACTOR, now, reason)
                .chain(() -> flow.happened(order, new OrderEvent.SuspicionRaised(score, ACTOR), now));
    }

    /** The signals are gone: what the machine froze, the machine releases; what a person froze, a person releases. */
    private Uni<Void> thaw(Order order, Judgement judgement, Instant now) {
        String note = "Cleared automatically: "
                + judgement.cleared().stream()
                        .map(Judgement.Cleared::because)
                        .distinct()
                        .collect(Collectors.joining("; "));
        return flow.happened(order, new OrderEvent.SuspicionCleared(note, ACTOR), now);
    }

    private static String inWords(Verdict verdict) {
        return verdict.counted().stream()
                .map(signal -> signal.code() + " " + signal.counted())
                .collect(Collectors.joining(", "));
    }
}
