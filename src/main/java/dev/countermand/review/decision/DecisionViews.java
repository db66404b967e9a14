package dev.countermand.review.decision;

import java.util.List;

/** Decisions as the contract shows them. */
public final class DecisionViews {

    private DecisionViews() {}

    static DecisionApi.DecisionsView all(List<DecisionReader.Known> decisions) {
        return new DecisionApi.DecisionsView(
                decisions.stream().map(DecisionViews::one).toList());
    }

    public static DecisionApi.DecisionView one(DecisionReader.Known known) {
        Decision decision = known.what();
        Decision.Sanction sanction = decision.sanction();
        return new DecisionApi.DecisionView(
                known.no(),
                known.status(),
                decision.verdict(),
                decision.shipments(),
                sanction == null ? null : new DecisionApi.Sanction(sanction.kind(), sanction.points()),
                decision.amount(),
                known.moves().text(),
                known.moves().currency().code(),
                decision.statement(),
                List.copyOf(known.approvalBecause()),
                known.decidedBy(),
                known.decidedAt(),
                known.approveBy(),
                known.approvedBy(),
                known.rejectedBecause(),
                known.overtakenAt(),
                known.carriedOutAt(),
                known.undoUntil(),
                known.undoneBy(),
                known.undoneAt(),
                known.undoneBecause());
    }
}
