package dev.countermand.review.decision;

import dev.countermand.database.Reads;
import dev.countermand.review.CaseMoves;
import dev.countermand.review.state.DecisionStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Decisions for those who work on cases, and for those who decide many. */
@ApplicationScoped
public class DecisionReader {

    /** One of the decisions of a case. */
    public record Numbered(UUID caseId, int no) {}

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

    /** How each decision of these cases stands. */
    @Reads
    public Uni<Map<Numbered, DecisionStatus>> standing(Collection<String> orderIds, Collection<UUID> cases) {
        return cases.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : store.standing(orderIds, cases)
                        .map(rows -> rows.stream()
                                .collect(Collectors.toUnmodifiableMap(
                                        row -> new Numbered((UUID) row[0], (Integer) row[1]),
                                        row -> (DecisionStatus) row[2])));
    }
}
