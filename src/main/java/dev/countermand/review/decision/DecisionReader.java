package dev.countermand.review.decision;

import dev.countermand.database.Reads;
import dev.countermand.review.CaseMoves;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Decisions for those who work on cases. */
@ApplicationScoped
class DecisionReader {

    private final CaseMoves moves;
    private final DecisionStore store;

    DecisionReader(CaseMoves moves, DecisionStore store) {
        this.moves = moves;
        this.store = store;
    }

    /** Those of a case, the latest first; refuses when there is no such case. */
    @Reads
    Uni<List<DecisionRow>> ofCase(UUID id) {
        return moves.orderOf(id).chain(orderId -> store.ofCase(orderId, id));
    }
}
