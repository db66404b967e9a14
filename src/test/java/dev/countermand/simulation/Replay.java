package dev.countermand.simulation;

import dev.countermand.detector.Detectors;
import dev.countermand.detector.Facts;
import dev.countermand.detector.Finding;
import dev.countermand.detector.Rule;
import dev.countermand.detector.Verdict;
import dev.countermand.detector.rule.RuleBook;
import dev.countermand.kernel.BusinessDays;
import dev.countermand.policy.Policy;
import dev.countermand.tracking.number.TrackingNumberDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plays what happened to each order again, and judges it at every moment at which the service would: a declaration, also
 * somebody else's of the same number, a carrier's report, a document, the moment at which a missing scan becomes a signal,
 * and day by day while a request is contested (A13). What stands at a moment is what the detectors find then, as in
 * {@code fraud.Judgement} where no moderator has spoken.
 */
final class Replay {

    private final Policy policy;
    private final List<Rule> rules;
    private final BusinessDays days;
    private final Knowledge knowledge;

    private Replay(World world, Policy policy, RuleBook book, TrackingNumberDecoder decoder) {
        this.policy = policy;
        rules = book.rules(policy);
        days = policy.businessDays();
        knowledge = new Knowledge(world, policy, decoder);
    }

    static List<Outcome> of(World world, Policy policy, RuleBook book, TrackingNumberDecoder decoder) {
        Replay replay = new Replay(world, policy, book, decoder);
        return world.declared().parallelStream().map(replay::play).toList();
    }

    private Outcome play(SimulatedOrder order) {
        List<Tracked> shipments =
                order.declared.stream().map(knowledge::shipment).toList();
        NavigableSet<Instant> moments = moments(order, shipments);
        Set<String> found = new TreeSet<>();
        Instant frozenAt = null;
        Set<String> frozenFor = Set.of();
        boolean frozen = false;
        boolean released = false;
        int highest = 0;
        Instant end = order.givenUpAt;
        for (Instant now = moments.pollFirst(); now != null && now.isBefore(end); now = moments.pollFirst()) {
            Map<String, Integer> weights = new HashMap<>();
            boolean delivered = true;
            for (Tracked shipment : shipments) {
                if (shipment.declared().at().isAfter(now)) {
                    continue;
                }
                Facts facts = knowledge.facts(shipment, now);
                for (Finding finding : Detectors.judge(facts, rules, days)) {
                    weights.merge(finding.code(), finding.weight(), Math::max);
                }
                add(moments, Detectors.nextDue(facts, rules, days));
                if (facts.contestedRequestAt() != null && facts.movement().acceptedAt() == null && !frozen) {
                    add(moments, lookedAtAgain(facts));
                }
                delivered &= facts.movement().deliveredAt() != null;
            }
            found.addAll(weights.keySet());
            Verdict verdict = Verdict.of(weights, policy.detection().freezeAt());
            highest = Math.max(highest, verdict.score());
            if (!frozen && verdict.freeze()) {
                frozen = true;
                frozenFor = frozenAt == null ? new TreeSet<>(weights.keySet()) : frozenFor;
                frozenAt = frozenAt == null ? now : frozenAt;
            } else if (frozen && weights.isEmpty()) {
                frozen = false;
                released = true;
            }
            Instant escrowEnds = policy.after(now, policy.escrow().releaseAfterDelivery());
            if (delivered && !frozen && escrowEnds.isBefore(end)) {
                // A18, from the moment on at which the delivery is known; nothing runs while frozen (A25).
                end = escrowEnds;
            }
        }
        return new Outcome(order, found, frozenAt, frozenFor, released && !frozen, highest);
    }

    private NavigableSet<Instant> moments(SimulatedOrder order, List<Tracked> shipments) {
        NavigableSet<Instant> moments = new TreeSet<>();
        for (Tracked shipment : shipments) {
            Instant declaredAt = shipment.declared().at();
            moments.add(declaredAt);
            knowledge.sharing(shipment.declared().label()).stream()
                    .map(other -> other.declared().at())
                    .filter(at -> at.isAfter(declaredAt))
                    .forEach(moments::add);
            shipment.reports().stream()
                    .map(Report::reportedAt)
                    .filter(at -> at.isAfter(declaredAt))
                    .forEach(moments::add);
            order.documents.stream()
                    .map(SimulatedOrder.Document::givenAt)
                    .filter(at -> at.isAfter(declaredAt))
                    .forEach(moments::add);
        }
        return moments;
    }

    private Instant lookedAtAgain(Facts facts) {
        Instant due = days.plus(facts.declaredAt(), policy.shipping().contestedBusinessDays());
        return facts.asOf().isBefore(due) ? due : days.plus(facts.asOf(), 1);
    }

    private static void add(NavigableSet<Instant> moments, @Nullable Instant at) {
        if (at != null) {
            moments.add(at);
        }
    }
}
