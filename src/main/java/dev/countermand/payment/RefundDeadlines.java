package dev.countermand.payment;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.payment.refund.RefundStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What happens to a refund because nothing has happened to it in time. */
final class RefundDeadlines {

    private RefundDeadlines() {}

    /** A20b, A22: money that was not sent in time, or was sent and has not arrived, is looked after by support. */
    @ApplicationScoped
    static class EscalateRefundDeadline implements DeadlineHandler {

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

    /** D4: the law wants the money back with the buyer by now; what the provider has sent is on its way. */
    @ApplicationScoped
    static class RepayRefundDeadline implements DeadlineHandler {

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

    /** A20b, P7: nobody has decided in time what becomes of what is before a person. */
    @ApplicationScoped
    static class RefundTaskDueDeadline implements DeadlineHandler {

        private final RefundSteps steps;

        RefundTaskDueDeadline(RefundSteps steps) {
            this.steps = steps;
        }

        @Override
        public DeadlineKind kind() {
            return DeadlineKind.REFUND_TASK_DUE;
        }

        @Override
        public Uni<Void> fire(Deadline deadline) {
            return steps.take(deadline, RefundUnderWay::overdue);
        }
    }
}
