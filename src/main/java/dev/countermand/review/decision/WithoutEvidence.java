package dev.countermand.review.decision;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import dev.countermand.review.CaseEvidence;
import dev.countermand.review.state.CaseVerdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * A26: the seller gave no evidence in time. Where the policy says so and no moderator holds the case, it is decided with the last
 * of its demands, about the parcels of which nothing came; above the limit a lead has to approve that as any other decision.
 */
@NeedsTransaction
@ApplicationScoped
public class WithoutEvidence {

    private final CaseEvidence evidence;
    private final Decisions decisions;

    WithoutEvidence(CaseEvidence evidence, Decisions decisions) {
        this.evidence = evidence;
        this.decisions = decisions;
    }

    /** The caller has the order locked. */
    public Uni<Void> missed(Order order, UUID caseId, Actor by, Instant now) {
        return evidence.missed(order, caseId, by, now)
                .chain(left -> Steps.given(
                        left,
                        it -> decisions
                                .decide(
                                        order,
                                        it.reviewCase(),
                                        new Decision(
                                                CaseVerdict.CANCEL_AND_REFUND,
                                                it.shipments(),
                                                null,
                                                null,
                                                it.statement()),
                                        by)
                                .replaceWithVoid()));
    }
}
