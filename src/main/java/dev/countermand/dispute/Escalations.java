package dev.countermand.dispute;

import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** A19: a dispute goes before the administration, by the will of a side or because time ran out. */
@ApplicationScoped
class Escalations {

    private final DisputeEnds ends;
    private final DisputeCases cases;
    private final Deadlines deadlines;

    Escalations(DisputeEnds ends, DisputeCases cases, Deadlines deadlines) {
        this.ends = ends;
        this.cases = cases;
        this.deadlines = deadlines;
    }

    /** From now on nobody else decides, and no time runs out. The caller has the order locked. */
    Uni<Void> escalate(Order order, DisputeRow row, String why, Actor by, Instant now) {
        row.become(DisputeStatus.ESCALATED);
        return deadlines
                .dropOf(order.id(), row.id.toString())
                .chain(() -> cases.escalated(
                        order, row.id, "Dispute " + row.kind + ", " + why + ". The buyer says: " + row.text, by, now))
                .chain(() -> ends.save(order, row, by, now, "dispute.escalated"));
    }
}
