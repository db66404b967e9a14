package dev.countermand.review.decision;

import java.util.List;

/** Decisions as the contract shows them. */
final class DecisionViews {

    private DecisionViews() {}

    static DecisionApi.DecisionsView all(List<DecisionRow> rows) {
        return new DecisionApi.DecisionsView(
                rows.stream().map(DecisionViews::one).toList());
    }

    private static DecisionApi.DecisionView one(DecisionRow row) {
        Decision decision = row.toDecision();
        Decision.Sanction sanction = decision.sanction();
        return new DecisionApi.DecisionView(
                row.no,
                row.status,
                row.verdict,
                decision.shipments(),
                sanction == null ? null : new DecisionApi.Sanction(sanction.kind(), sanction.points()),
                row.wanted,
                row.moves().text(),
                row.currency,
                row.statement,
                List.copyOf(row.approvalBecause()),
                row.decidedBy,
                row.decidedAt,
                row.approveBy,
                row.approvedBy,
                row.rejectedBecause,
                row.overtakenAt,
                row.carriedOutAt,
                row.undoUntil,
                row.undoneBy,
                row.undoneAt,
                row.undoneBecause);
    }
}
