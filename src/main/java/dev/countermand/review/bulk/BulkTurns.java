package dev.countermand.review.bulk;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.order.DueOrders;
import dev.countermand.review.Claims;
import dev.countermand.review.decision.Decisions;
import dev.countermand.review.decision.Undoing;
import dev.countermand.review.state.BulkItemStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * The turn of one case of a bulk decision: the job, what it does and that it is done are one transaction, so it is done once,
 * whoever is killed. What the rules refuse is written down as skipped, and keeps no other case from its turn.
 */
final class BulkTurns {

    private BulkTurns() {}

    /** A26: the case is claimed and decided, as whoever asked for it. */
    @ApplicationScoped
    static class DecideInBulkJob implements DeadlineHandler {

        private final DueOrders due;
        private final BulkStore store;
        private final Claims claims;
        private final Decisions decisions;

        DecideInBulkJob(DueOrders due, BulkStore store, Claims claims, Decisions decisions) {
            this.due = due;
            this.store = store;
            this.claims = claims;
            this.decisions = decisions;
        }

        @Override
        public DeadlineKind kind() {
            return DeadlineKind.DECIDE_IN_BULK;
        }

        @Override
        public Uni<Void> fire(Deadline deadline) {
            BulkItemRow.Key key = BulkItemRow.Key.of(deadline.orderId(), deadline.subject());
            return due.carryOut(deadline, (order, now) -> decide(key, now))
                    .onFailure(RefusedException.class)
                    .recoverWithUni(no -> refused(due, deadline, store, key, BulkItemStatus.SKIPPED, no));
        }

        private Uni<Void> decide(BulkItemRow.Key key, Instant now) {
            return store.lockItem(key)
                    .chain(item -> Steps.when(
                            item.status == BulkItemStatus.PENDING,
                            () -> store.bulk(key.bulkId())
                                    .chain(bulk -> claims.claim(key.caseId(), bulk.asker())
                                            .chain(claim -> decisions.decide(
                                                    key.caseId(),
                                                    claim.token().toString(),
                                                    bulk.toDecision(),
                                                    bulk.asker()))
                                            .invoke(decided -> done(item, decided, now)))));
        }

        private static void done(BulkItemRow item, Decisions.Decided decided, Instant now) {
            boolean forTwo = !decided.weighed().approvalBecause().isEmpty();
            item.become(forTwo ? BulkItemStatus.AWAITING_APPROVAL : BulkItemStatus.DONE, now);
            item.decisionNo = decided.no();
            item.amount = decided.weighed().moves().minor();
            item.currency = decided.weighed().moves().currency().code();
        }
    }

    /** A26: its decision is undone, as whoever asked for that. */
    @ApplicationScoped
    static class UndoInBulkJob implements DeadlineHandler {

        private final DueOrders due;
        private final BulkStore store;
        private final Undoing undoing;

        UndoInBulkJob(DueOrders due, BulkStore store, Undoing undoing) {
            this.due = due;
            this.store = store;
            this.undoing = undoing;
        }

        @Override
        public DeadlineKind kind() {
            return DeadlineKind.UNDO_IN_BULK;
        }

        @Override
        public Uni<Void> fire(Deadline deadline) {
            BulkItemRow.Key key = BulkItemRow.Key.of(deadline.orderId(), deadline.subject());
            return due.carryOut(deadline, (order, now) -> undo(key, now))
                    .onFailure(RefusedException.class)
                    .recoverWithUni(no -> refused(due, deadline, store, key, BulkItemStatus.NOT_UNDONE, no));
        }

        private Uni<Void> undo(BulkItemRow.Key key, Instant now) {
            return store.lockItem(key)
                    .chain(item -> Steps.when(
                            item.status == BulkItemStatus.UNDOING,
                            () -> store.bulk(key.bulkId())
                                    .chain(bulk -> undoing.undo(
                                            key.caseId(),
                                            item.decisionNo,
                                            String.valueOf(bulk.undoBecause),
                                            bulk.undoer()))
                                    // What was loaded before is forgotten.
                                    .chain(() -> store.lockItem(key))
                                    .invoke(again -> again.become(BulkItemStatus.UNDONE, now))));
        }
    }

    private static Uni<Void> refused(
            DueOrders due,
            Deadline deadline,
            BulkStore store,
            BulkItemRow.Key key,
            BulkItemStatus as,
            Throwable failure) {
        Refusal because = ((RefusedException) failure).refusal();
        return due.carryOut(
                deadline,
                (order, now) -> store.lockItem(key)
                        .invoke(item -> {
                            if (item.status.waits()) {
                                item.refused(as, because, now);
                            }
                        })
                        .replaceWithVoid());
    }
}
