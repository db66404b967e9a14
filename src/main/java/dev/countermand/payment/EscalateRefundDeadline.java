package dev.countermand.payment;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A22: money that was sent and has not arrived in time is looked after by support. */
@ApplicationScoped
class EscalateRefundDeadline implements DeadlineHandler {

    private final RefundSteps steps;

    EscalateRefundDeadline(RefundSteps steps) {
        this.steps = steps;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.ESCALATE_REFUND;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return steps.take(deadline, at -> steps.escalate(at, "not arrived in time (A22)"));
    }
}
