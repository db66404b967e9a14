package dev.countermand.dispute;

import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** A19: a dispute goes before the administration, by the will of a side or because time ran out. */
@ApplicationScoped
public class Escalations {

    private final DisputeEnds ends;
    private final OrderFlow flow;
    private final Deadlines deadlines;

    Escalations(DisputeEnds ends, OrderFlow flow, Deadlines deadlines) {
        this.ends = ends;
        this.flow = flow;
        this.deadlines = deadlines;
    }

    /** The same for a dispute whose goods are on their way back. */
    public Uni<Void> escalate(GoodsReturn goods, String why, Actor by, Instant now) {
        return escalate(goods.order(), goods.row(), why, by, now);
    }

    /** From now on nobody else decides, and no time runs out. The caller has the order locked. */
    Uni<Void> escalate(Order order, DisputeRow row, String why, Actor by, Instant now) {
        row.become(order, DisputeStatus.ESCALATED);
        return deadlines
                .dropOf(order.id(), row.id.toString())
                .chain(() -> flow.happened(
                        order,
                        new OrderEvent.DisputeEscalated(
                                row.id,
                                "Dispute \"" + Spoken.name(row.kind) + "\", " + why + ". The buyer says: " + row.text,
                                by),
                        now))
                .chain(() -> ends.save(order, row, by, now, "dispute.escalated"));
    }
}
