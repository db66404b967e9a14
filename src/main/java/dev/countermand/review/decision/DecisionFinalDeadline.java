package dev.countermand.review.decision;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.DueOrders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A26: the time for undoing a decision is over. What that would have needed is not kept any longer. */
@ApplicationScoped
class DecisionFinalDeadline implements DeadlineHandler {

    private final DueOrders due;
    private final Undoing undoing;

    DecisionFinalDeadline(DueOrders due, Undoing undoing) {
        this.due = due;
        this.undoing = undoing;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.DECISION_FINAL;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        String[] name = deadline.subject().split("/");
        DecisionRow.Key key =
                new DecisionRow.Key(deadline.orderId(), UUID.fromString(name[0]), Integer.parseInt(name[1]));
        return due.carryOut(deadline, (order, now) -> undoing.noLonger(key));
    }
}
