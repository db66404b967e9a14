package dev.countermand.cancellation;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Actor;
import dev.countermand.order.DueOrders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A6: where the policy says so, a seller who does not answer has agreed. */
@ApplicationScoped
class ApproveSilenceDeadline implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final DueOrders due;
    private final CancellationAnswers cancellations;

    ApproveSilenceDeadline(DueOrders due, CancellationAnswers cancellations) {
        this.due = due;
        this.cancellations = cancellations;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.APPROVE_SILENCE;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        UUID request = UUID.fromString(deadline.subject());
        return due.carryOut(deadline, (order, now) -> cancellations.approveSilence(order, request, ACTOR, now));
    }
}
