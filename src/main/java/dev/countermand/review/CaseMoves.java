package dev.countermand.review;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.evidence.CaseDemands;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.review.state.Claim;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What decisions, their approval and their undoing, and appeals make of a case. The caller has its order locked. */
@ApplicationScoped
public class CaseMoves {

    /**
     * A case as it is before somebody decides it.
     *
     * @param refusal why this moderator could not claim it now
     */
    public record Seen(
            String orderId,
            UUID id,
            CaseReason reason,
            @Nullable UUID disputeId,
            Optional<Refusal> refusal) {}

    private final CaseStore store;
    private final CaseFile file;
    private final CaseDemands demands;
    private final Deadlines deadlines;

    CaseMoves(CaseStore store, CaseFile file, CaseDemands demands, Deadlines deadlines) {
        this.store = store;
        this.file = file;
        this.demands = demands;
        this.deadlines = deadlines;
    }

    /** The order of a case; refuses when there is no such case. */
    public Uni<String> orderOf(UUID id) {
        return store.orderOf(id);
    }

    /** The case, for reading; null when there is none. */
    public Uni<@Nullable Seen> seen(UUID id, String moderator, Instant now) {
        return store.find("id = :id", Parameters.with("id", id))
                .firstResult()
                .map(row -> row == null
                        ? null
                        : new Seen(
                                row.orderId,
                                row.id,
                                row.reason,
                                row.disputeId,
                                Claim.refusalToTake(row.status, row.claim(), moderator, now)));
    }

    /** The case, locked until the transaction ends. */
    @NeedsTransaction
    public Uni<LockedCase> lock(Order order, UUID id) {
        return store.lock(order.id(), id).map(LockedCase::new);
    }

    /**
     * It is decided from now on, and nothing is asked of the seller in it any more; what follows from the decision sees it so.
     * Told by {@link #tellDecided}.
     */
    @NeedsTransaction
    public Uni<Void> decided(
            Order order, LockedCase it, CaseVerdict verdict, String statement, Actor decider, Instant now) {
        CaseRow row = it.row();
        row.become(CaseStatus.DECIDED);
        row.dropClaim();
        if (row.assignee == null && decider.role() != Role.SYSTEM) {
            row.assignee = decider.subject();
        }
        row.verdict = verdict;
        row.statement = statement;
        row.decidedBy = decider.subject();
        row.decidedAt = now;
        return demands.overtaken(order, row.id, decider, now);
    }

    /** Nobody waits for a decision any more. */
    @NeedsTransaction
    public Uni<Void> tellDecided(LockedCase it, @Nullable String approvedBy, Actor by, Instant now) {
        CaseRow row = it.row();
        Map<String, Object> more = approvedBy == null ? Map.of() : Map.of("approvedBy", approvedBy);
        return deadlines
                .dropOf(row.orderId, row.id.toString())
                .chain(() -> file.tell(row, row.status.event(), by, now, more))
                .chain(() -> store.flush());
    }

    /** F13: the escrow is held, and somebody has to look again: it is open, with a new due date. */
    @NeedsTransaction
    public Uni<Void> heldEscrow(Order order, LockedCase it, String statement, Actor by, Instant now) {
        CaseRow row = it.row();
        return file.tell(row, "case.escrow-held", by, now, Map.of("because", statement))
                .chain(() -> reopen(order, row, now))
                .chain(() -> file.tell(row, row.status.event(), by, now))
                .chain(() -> store.flush());
    }

    /** Another person has to approve it until then, after which it is overdue (P7). */
    @NeedsTransaction
    public Uni<Void> awaitsApproval(
            LockedCase it, Instant approveBy, String because, Map<String, Object> decision, Actor by, Instant now) {
        CaseRow row = it.row();
        row.become(CaseStatus.AWAITING_APPROVAL);
        row.dropClaim();
        return dueAt(row, approveBy, now)
                .chain(() -> {
                    Map<String, Object> more = new LinkedHashMap<>(decision);
                    more.put("approvalBecause", because);
                    return file.tell(row, row.status.event(), by, now, more);
                })
                .chain(() -> store.flush());
    }

    /** A26: what was decided by itself was not approved: it is open for anybody, with a new due date. */
    @NeedsTransaction
    public Uni<Void> openAgain(Order order, LockedCase it, String because, Actor by, Instant now) {
        CaseRow row = it.row();
        return reopen(order, row, now)
                .chain(() -> file.tell(row, row.status.event(), by, now, Map.of("because", because)))
                .chain(() -> store.flush());
    }

    /** Its decision was undone: it is open again, with a new due date. */
    @NeedsTransaction
    public Uni<Void> undone(Order order, LockedCase it, String because, Actor by, Instant now) {
        CaseRow row = it.row();
        return file.tell(row, "case.decision-undone", by, now, Map.of("because", because))
                .chain(() -> Steps.when(row.status == CaseStatus.DECIDED, () -> {
                    row.verdict = null;
                    row.statement = null;
                    row.decidedBy = null;
                    row.decidedAt = null;
                    return reopen(order, row, now).chain(() -> file.tell(row, "case.reopened", by, now));
                }))
                .chain(() -> store.flush());
    }

    /**
     * A27: the seller has appealed against a sanction of its decision, be it after an appeal against another was decided. Does
     * nothing where it is appealed already.
     */
    @NeedsTransaction
    public Uni<Void> appealed(Order order, UUID id, Actor by, Instant now) {
        return store.lock(order.id(), id)
                .chain(row -> Steps.when(
                        row.status == CaseStatus.DECIDED || row.status == CaseStatus.CLOSED && row.verdict != null,
                        () -> {
                            row.become(CaseStatus.APPEALED);
                            row.closedAt = null;
                            row.closingNote = null;
                            return file.tell(row, row.status.event(), by, now);
                        }));
    }

    /** A27: the last of the appeals was decided. */
    @NeedsTransaction
    public Uni<Void> appealsDecided(Order order, UUID id, String because, Actor by, Instant now) {
        return store.lock(order.id(), id)
                .chain(row -> Steps.when(row.status == CaseStatus.APPEALED, () -> {
                    row.close(because, now);
                    return file.tell(row, row.status.event(), by, now);
                }));
    }

    /** It is to be decided within the policy's time from now on. */
    @NeedsTransaction
    public Uni<Void> dueAnew(Order order, LockedCase it, Instant now) {
        return dueAnew(order, it.row(), now);
    }

    /** It is open for anybody, with a new due date. */
    private Uni<Void> reopen(Order order, CaseRow row, Instant now) {
        row.become(CaseStatus.OPEN);
        row.dropClaim();
        return dueAnew(order, row, now);
    }

    private Uni<Void> dueAnew(Order order, CaseRow row, Instant now) {
        return dueAt(row, order.policy().after(now, order.policy().review().decideWithin()), now);
    }

    private Uni<Void> dueAt(CaseRow row, Instant dueAt, Instant now) {
        row.dueAt = dueAt;
        row.overdueSince = null;
        row.evidenceAnew();
        return deadlines
                .dropOf(row.orderId, row.id.toString())
                .chain(() -> deadlines.set(row.orderId, DeadlineKind.CASE_DUE, row.id.toString(), dueAt, now));
    }
}
