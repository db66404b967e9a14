package dev.countermand.dispute;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.kernel.Actor;
import dev.countermand.order.DueOrders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A19: buyer and seller have not agreed in time, so the administration decides. */
@ApplicationScoped
class DisputeAgreementDeadline implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final DueOrders due;
    private final DisputeStore store;
    private final Escalations escalations;

    DisputeAgreementDeadline(DueOrders due, DisputeStore store, Escalations escalations) {
        this.due = due;
        this.store = store;
        this.escalations = escalations;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.DISPUTE_AGREEMENT;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(
                deadline,
                (order, now) -> store.find(order.id(), UUID.fromString(deadline.subject()))
                        .chain(row -> Steps.when(
                                row != null && row.status == DisputeStatus.OPEN,
                                () -> escalations.escalate(
                                        order,
                                        row,
                                        "buyer and seller have not agreed within "
                                                + order.policy()
                                                        .disputes()
                                                        .agreeWithin()
                                                        .inWords(),
                                        ACTOR,
                                        now))));
    }
}
