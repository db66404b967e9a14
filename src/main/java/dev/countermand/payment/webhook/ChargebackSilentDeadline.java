package dev.countermand.payment.webhook;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.DueOrders;
import dev.countermand.payment.ChargebackDesk;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** P7: nobody has told how a chargeback ended. What the bank has stays with it, unless somebody says otherwise later. */
@ApplicationScoped
class ChargebackSilentDeadline implements DeadlineHandler {

    private final DueOrders due;
    private final ChargebackDesk desk;

    ChargebackSilentDeadline(DueOrders due, ChargebackDesk desk) {
        this.due = due;
        this.desk = desk;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.CHARGEBACK_SILENT;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(deadline, (order, now) -> desk.silent(order, deadline.subject(), now));
    }
}
