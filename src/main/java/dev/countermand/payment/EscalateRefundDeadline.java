package dev.countermand.payment;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A20b, A22: money that was not sent in time, or was sent and has not arrived, is looked after by support. */
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
        return steps.take(deadline, at -> {
            switch (at.refund().status) {
                case SUBMITTED -> at.escalate("Its provider has taken it and not sent it in time (A20b)");
                case SENT -> at.escalate("It has not arrived in time (A22)");
                // It is tried again, before a person already, or done.
                case REQUESTED, FAILED, ARRIVED, ESCALATED, SETTLED, CLOSED -> {}
            }
        });
    }
}
