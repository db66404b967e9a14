package dev.countermand.fraud.judgement;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** F3: an order has just named a number; all that have it in common are judged. */
@ApplicationScoped
class NumberSharedDeadline implements DeadlineHandler {

    private final OrdersInCommon orders;

    NumberSharedDeadline(OrdersInCommon orders) {
        this.orders = orders;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.NUMBER_SHARED;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return orders.judgeAll(deadline, "number");
    }
}
