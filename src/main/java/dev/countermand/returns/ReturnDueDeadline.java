package dev.countermand.returns;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.dispute.DisputeEnds;
import dev.countermand.dispute.DisputeStore;
import dev.countermand.dispute.Escalations;
import dev.countermand.dispute.GoodsReturn;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.kernel.Actor;
import dev.countermand.order.DueOrders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** A19, D1: the goods are not back at the seller's in time. */
@ApplicationScoped
class ReturnDueDeadline implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final DueOrders due;
    private final DisputeStore disputes;
    private final DisputeEnds ends;
    private final Escalations escalations;
    private final ReturnedGoods returned;
    private final LawReturns law;

    ReturnDueDeadline(
            DueOrders due,
            DisputeStore disputes,
            DisputeEnds ends,
            Escalations escalations,
            ReturnedGoods returned,
            LawReturns law) {
        this.due = due;
        this.disputes = disputes;
        this.ends = ends;
        this.escalations = escalations;
        this.returned = returned;
        this.law = law;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.RETURN_DUE;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(deadline, (order, now) -> {
            UUID subject = UUID.fromString(deadline.subject());
            // D1: or of a request whose parcel is on its way.
            return disputes.returnOf(order, subject)
                    .chain(goods -> goods == null ? law.due(order, subject, now) : late(goods, now));
        });
    }

    private Uni<Void> late(GoodsReturn goods, Instant now) {
        return switch (goods.status()) {
            case AWAITING_RETURN ->
                goods.fetchedByShop()
                        ? escalations.escalate(goods, "nobody has said that the shop has fetched the goods", ACTOR, now)
                        : ends.end(
                                goods,
                                DisputeStatus.LAPSED,
                                "The goods were not sent back in time " + (goods.byLaw() ? "(D1)" : "(A19)"),
                                ACTOR,
                                now,
                                "dispute.lapsed");
            // Whether the buyer sent nothing, or the carrier lost it, is for a person to find out.
            case RETURNING ->
                goods.repayable()
                        ? returned.settle(goods, ACTOR)
                        : escalations.escalate(goods, "no carrier has delivered the return parcel in time", ACTOR, now);
            // Delivered while the order was frozen: at its release this was due at once.
            case ESCALATED -> Steps.when(goods.repayable(), () -> returned.settle(goods, ACTOR));
            case OPEN, SETTLED, DISMISSED, UPHELD, RESOLVED, WITHDRAWN, LAPSED -> Steps.nothing();
        };
    }
}
