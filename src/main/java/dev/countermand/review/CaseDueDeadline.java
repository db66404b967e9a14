package dev.countermand.review;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.DueOrders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** P7: nobody has decided a case in time. It is shown as overdue, and whoever listens to events can send somebody. */
@ApplicationScoped
class CaseDueDeadline implements DeadlineHandler {

    private final DueOrders due;
    private final CaseFile cases;

    CaseDueDeadline(DueOrders due, CaseFile cases) {
        this.due = due;
        this.cases = cases;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.CASE_DUE;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(deadline, (order, now) -> cases.overdue(order, UUID.fromString(deadline.subject()), now));
    }
}
