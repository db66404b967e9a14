package dev.countermand.dispute;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Actor;
import dev.countermand.order.DueOrders;
import dev.countermand.order.Order;
import dev.countermand.returns.ReturnedGoods;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** A16, A19: what follows when nobody does anything about a dispute. */
@ApplicationScoped
class DisputeDeadlines implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final DueOrders due;
    private final DisputeStore store;
    private final DisputeEnds ends;
    private final Escalations escalations;
    private final ReturnedGoods goods;
    private final NoTracking noTracking;

    DisputeDeadlines(
            DueOrders due,
            DisputeStore store,
            DisputeEnds ends,
            Escalations escalations,
            ReturnedGoods goods,
            NoTracking noTracking) {
        this.due = due;
        this.store = store;
        this.ends = ends;
        this.escalations = escalations;
        this.goods = goods;
        this.noTracking = noTracking;
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.EVIDENCE_DUE, DeadlineKind.DISPUTE_AGREEMENT, DeadlineKind.RETURN_DUE);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(deadline, (order, now) -> fallen(order, deadline, now));
    }

    private Uni<Void> fallen(Order order, Deadline deadline, Instant now) {
        UUID subject = UUID.fromString(deadline.subject());
        return deadline.kind() == DeadlineKind.EVIDENCE_DUE
                ? noTracking.evidenceMissing(order, subject, ACTOR, now)
                : store.find(order.id(), subject).chain(row -> Steps.given(row, there -> fallen(order, there, now)));
    }

    private Uni<Void> fallen(Order order, DisputeRow row, Instant now) {
        return switch (row.status) {
            case OPEN ->
                escalations.escalate(
                        order,
                        row,
                        "buyer and seller have not agreed within "
                                + order.policy().disputes().agreeWithin().toDays() + " days",
                        ACTOR,
                        now);
            case AWAITING_RETURN ->
                ends.end(order, row, DisputeStatus.LAPSED, "The goods were not sent back in time (A19)", ACTOR, now)
                        .chain(() -> ends.save(order, row, ACTOR, now, "dispute.lapsed"));
            // Whether the buyer sent nothing, or the carrier lost it, is for a person to find out.
            case RETURNING ->
                row.returnDeliveredAt != null
                        ? goods.settle(order, row, ACTOR)
                        : escalations.escalate(
                                order, row, "no carrier has delivered the return parcel in time", ACTOR, now);
            // Delivered while the order was frozen: at its release this was due at once.
            case ESCALATED -> Steps.when(row.returnDeliveredAt != null, () -> goods.settle(order, row, ACTOR));
            case SETTLED, DISMISSED, UPHELD, RESOLVED, WITHDRAWN, LAPSED -> Steps.nothing();
        };
    }
}
