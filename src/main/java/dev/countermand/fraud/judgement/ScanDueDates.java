package dev.countermand.fraud.judgement;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.detector.Detectors;
import dev.countermand.detector.Facts;
import dev.countermand.detector.Rule;
import dev.countermand.detector.rule.RuleBook;
import dev.countermand.order.Order;
import dev.countermand.policy.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Absence is an event: every shipment that something is missing from is looked at again when that becomes a signal. */
@ApplicationScoped
class ScanDueDates {

    private final Deadlines deadlines;

    ScanDueDates(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Sets the deadlines that the facts at hand call for. The caller has the order locked. */
    @NeedsTransaction
    Uni<Void> keep(Order order, List<Candidate> candidates, Policy policy, RuleBook book, Instant now) {
        if (order.status().ended()) {
            return Steps.nothing();
        }
        List<Rule> rules = book.rules(policy);
        return Steps.inTurn(candidates, candidate -> {
            Facts facts = candidate.facts();
            Instant due = Detectors.nextDue(facts, rules, policy.businessDays());
            return Steps.given(
                    due,
                    at -> deadlines.setAtLatest(
                            order.id(),
                            DeadlineKind.SCAN_DUE,
                            facts.shipmentId().toString(),
                            at,
                            now,
                            order.pausedSince(now)));
        });
    }
}
