package dev.countermand.fraud.judgement;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.DueOrders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Judges an order at the moment at which a missing scan becomes a signal (F1, F2, F3), not only at night. */
@ApplicationScoped
class ScanDueDeadline implements DeadlineHandler {

    private final DueOrders due;
    private final JudgementService fraud;

    ScanDueDeadline(DueOrders due, JudgementService fraud) {
        this.due = due;
        this.fraud = fraud;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.SCAN_DUE;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(
                deadline, (order, now) -> fraud.judge(order, "deadline", now).replaceWithVoid());
    }
}
