package dev.countermand.review;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.DueOrders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A26: whoever claimed a case has not kept it alive. It is open for anybody again. */
@ApplicationScoped
class ReleaseClaimDeadline implements DeadlineHandler {

    private final DueOrders due;
    private final Claims claims;

    ReleaseClaimDeadline(DueOrders due, Claims claims) {
        this.due = due;
        this.claims = claims;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.RELEASE_CLAIM;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(deadline, (order, now) -> claims.ranOut(order, UUID.fromString(deadline.subject()), now));
    }
}
