package dev.countermand.fraud.judgement;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** F10: a document was just given; all orders that were given the same are judged. */
@ApplicationScoped
class DocumentSharedDeadline implements DeadlineHandler {

    private final OrdersInCommon orders;

    DocumentSharedDeadline(OrdersInCommon orders) {
        this.orders = orders;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.DOCUMENT_SHARED;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return orders.judgeAll(deadline, "document");
    }
}
