package dev.countermand.payment;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.payment.refund.RefundStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** D4: the law wants the money back with the buyer by now; what the provider has sent is on its way. */
@ApplicationScoped
class RepayRefundDeadline implements DeadlineHandler {

    private final RefundSteps steps;

    RepayRefundDeadline(RefundSteps steps) {
        this.steps = steps;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.REPAY_REFUND;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return steps.take(deadline, at -> {
            if (at.refund().status.canBecome(RefundStatus.ESCALATED) && at.refund().sentAt == null) {
                at.escalate("It was not repaid within the law's time (D4)");
            }
        });
    }
}
