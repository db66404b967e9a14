package dev.countermand.review;

import dev.countermand.cancellation.ContestedRequests;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderService;
import dev.countermand.order.state.OrderAction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/** A25: freezing an order by hand, and releasing it without a verdict. */
@NeedsTransaction
@ApplicationScoped
public class Freezing {

    private final OrderAccess access;
    private final OrderService orders;
    private final Findings findings;
    private final ContestedRequests cancellations;
    private final CaseFile file;
    private final InstantSource clock;

    Freezing(
            OrderAccess access,
            OrderService orders,
            Findings findings,
            ContestedRequests cancellations,
            CaseFile file,
            InstantSource clock) {
        this.access = access;
        this.orders = orders;
        this.findings = findings;
        this.cancellations = cancellations;
        this.file = file;
        this.clock = clock;
    }

    Uni<Order> freeze(String orderId, String reason, Caller caller) {
        Actor by = Claims.by(caller);
        return access.lockFor(caller, orderId, OrderAction.FREEZE).chain(order -> {
            Instant now = Timestamps.now(clock);
            return findings.score(orderId)
                    .chain(score -> file.openByHand(order, score, reason, by, now))
                    .chain(() -> orders.freeze(order, by, now, reason));
        });
    }

    /** A request against a shipment that was suspected and is now let go ends here; no deadline would end it any more. */
    Uni<Order> release(String orderId, String reason, Caller caller) {
        Actor by = Claims.by(caller);
        return access.lockFor(caller, orderId, OrderAction.RELEASE).chain(order -> {
            Instant now = Timestamps.now(clock);
            return file.closeByHand(order, reason, by, now)
                    .chain(() -> findings.release(orderId, by, now))
                    .chain(stood -> Steps.when(
                            stood > 0 && order.openRequest() != null, () -> cancellations.believed(order, now)))
                    .chain(() -> orders.release(order, by, now, reason));
        });
    }

    /** F: the signals are gone. What the machine froze, the machine releases; what a person froze, a person releases. */
    public Uni<Void> cleared(Order order, String note, Actor by, Instant now) {
        return file.clearedByItself(order, note, by, now)
                .chain(released -> Steps.when(released, () -> orders.release(order, by, now, note)));
    }
}
