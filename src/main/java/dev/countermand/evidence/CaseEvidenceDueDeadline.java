package dev.countermand.evidence;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Actor;
import dev.countermand.order.DueOrders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A26: the seller has not given in time what the desk asked for. It comes also while the order is frozen. */
@ApplicationScoped
class CaseEvidenceDueDeadline implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final DueOrders due;
    private final CaseDemands demands;

    CaseEvidenceDueDeadline(DueOrders due, CaseDemands demands) {
        this.due = due;
        this.demands = demands;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.CASE_EVIDENCE_DUE;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(
                deadline, (order, now) -> demands.missed(order, UUID.fromString(deadline.subject()), ACTOR, now));
    }
}
