package dev.countermand.review.decision;

import dev.countermand.database.Reads;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.review.CaseMoves;
import dev.countermand.review.CaseReader;
import dev.countermand.review.KnownCase;
import dev.countermand.review.state.DecisionStatus;
import dev.countermand.review.state.FourEyes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decisions for those who work on cases, and for those who decide many. */
@ApplicationScoped
public class DecisionReader {

    /** One of the decisions of a case. */
    public record Numbered(UUID caseId, int no) {}

    /**
     * A decision as it stands.
     *
     * @param no which of the case's, from 1
     * @param moves the buyer's money that goes back by it, or that it lets go
     * @param approvalBecause why another person has to approve it; empty where nobody has to
     * @param approveBy by when somebody should approve or reject it (P7)
     * @param approvedBy who approved it, or did not
     * @param overtakenAt when the case ended while it waited
     * @param undoUntil it can be undone before this moment, while no money has left
     */
    public record Known(
            int no,
            DecisionStatus status,
            Decision what,
            Money moves,
            Set<FourEyes.Because> approvalBecause,
            String decidedBy,
            Instant decidedAt,
            @Nullable Instant approveBy,
            @Nullable String approvedBy,
            @Nullable String rejectedBecause,
            @Nullable Instant overtakenAt,
            @Nullable Instant carriedOutAt,
            @Nullable Instant undoUntil,
            @Nullable String undoneBy,
            @Nullable Instant undoneAt,
            @Nullable String undoneBecause) {}

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
    Uni<List<Known>> ofCase(UUID id, Caller caller) {
        return moves.orderOf(id).call(() -> cases.refuseReviewer(id, caller)).chain(orderId -> ofCase(orderId, id));
    }

    /** The same for whoever has been let in already. Needs a session. */
    public Uni<List<Known>> ofCase(KnownCase one) {
        return ofCase(one.orderId(), one.id());
    }

    private Uni<List<Known>> ofCase(String orderId, UUID id) {
        return store.ofCase(orderId, id)
                .map(rows -> rows.stream().map(DecisionRow::toKnown).toList());
    }

    /**
     * When a case was decided for the first time, whatever became of that: it waited, was rejected or undone, or held the escrow.
     * Null where nobody has decided it. Needs a session.
     */
    public Uni<@Nullable Instant> firstDecidedAt(KnownCase one) {
        return store.first(one.orderId(), one.id()).map(row -> row == null ? null : row.decidedAt);
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
