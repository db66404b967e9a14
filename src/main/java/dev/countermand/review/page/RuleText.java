package dev.countermand.review.page;

import dev.countermand.fraud.judgement.RulesInWords;
import dev.countermand.kernel.Spoken;
import dev.countermand.policy.Fines;
import dev.countermand.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/** What a policy says about suspicion, in sentences: the figures under which the order was placed (M1). Pure. */
final class RuleText {

    private RuleText() {}

    /**
     * The rules that a case can be about.
     *
     * @param signals those of detectors
     */
    static List<RulesInWords.Words> of(Policy policy, List<RulesInWords.Words> signals) {
        Fines.Fine fine = policy.fines().falseShipment();
        List<RulesInWords.Words> rules = new ArrayList<>();
        rules.add(new RulesInWords.Words(
                "A13",
                "A shipment declared against a cancellation request must be accepted by the carrier within "
                        + Spoken.businessDays(policy.shipping().contestedBusinessDays()) + "."));
        rules.add(new RulesInWords.Words(
                "A19",
                "Buyer and seller have "
                        + policy.disputes().agreeWithin().inWords()
                        + " to agree about a dispute; then it is decided here."));
        rules.add(new RulesInWords.Words(
                "A25",
                "From " + policy.detection().freezeAt() + " points on the order is frozen until this is decided."));
        rules.add(new RulesInWords.Words(
                "A26",
                "Fraud established: cancelled, refunded in full, the seller fined " + fine.percent()
                        + " % of the order's total and " + Spoken.count(fine.points(), "point") + "."));
        rules.addAll(signals);
        return rules;
    }
}
