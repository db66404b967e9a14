package dev.countermand.review.decision;

import dev.countermand.database.Reads;
import dev.countermand.review.CaseMoves;
import dev.countermand.kernel.Caller;
import dev.countermand.review.CaseReader;
import dev.countermand.review.KnownCase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions for those who work on cases. */
@ApplicationScoped
public class DecisionReader {

    private final CaseMoves moves;
    private final CaseReader cases;
    private final DecisionStore store;

    DecisionReader(CaseMoves moves, CaseReader cases, DecisionStore store) {
        this.moves = moves;
        this.cases = cases;
        this.store = store;
    }

    /** Those of a case, the latest first; refuses when there is no such case, and whoever decides it a second time. */
    @Reads
    Uni<List<DecisionRow>> ofCase(UUID id, Caller caller) {
        return moves.orderOf(id)
                .call(() -> cases.refuseReviewer(id, caller))
                .chain(orderId -> store.ofCase(orderId, id));
    }

    /**
     * When a case was decided for the first time, whatever became of that: it waited, was rejected or undone, or held the escrow.
     * Null where nobody has decided it. Needs a session.
     */
    public Uni<@Nullable Instant> firstDecidedAt(KnownCase one) {
        return store.first(one.orderId(), one.id()).map(row -> row == null ? null : row.decidedAt);
    }
}
