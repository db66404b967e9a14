package dev.countermand.fraud.judgement;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.order.DueOrders;
import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** A13: the carrier had until now to accept a parcel that was declared against a request. */
@ApplicationScoped
class CarrierAcceptanceDeadline implements DeadlineHandler {

    /** Not accepted, and not enough for a freeze: the order is looked at again so many business days later. */
    static final int LOOK_AGAIN_AFTER = 1;

    private final DueOrders due;
    private final Deadlines deadlines;
    private final JudgementService fraud;

    CarrierAcceptanceDeadline(DueOrders due, Deadlines deadlines, JudgementService fraud) {
        this.due = due;
        this.deadlines = deadlines;
        this.fraud = fraud;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.CARRIER_ACCEPTANCE;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(deadline, (order, now) -> judge(order, deadline, now));
    }

    private Uni<Void> judge(Order order, Deadline deadline, Instant now) {
        return fraud.judge(order, "deadline", now).chain(judgement -> {
            // Its other parts may be pending still (A4). A request may not hang in the air: it ends with the case, or
            // is looked at until something decides it.
            boolean undecided = order.openRequest() != null && !order.frozen();
            return Steps.when(
                    undecided,
                    () -> deadlines.setOnce(
                            order.id(), deadline.kind(), deadline.subject(), again(order, now), now, null));
        });
    }

    private Instant again(Order order, Instant now) {
        return order.policy().businessDays().plus(now, LOOK_AGAIN_AFTER);
    }
}
