package dev.countermand.review;

import dev.countermand.cancellation.ContestedRequests;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderService;
import dev.countermand.order.state.OrderAction;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.review.state.FourEyes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A25: freezing an order by hand, and releasing it without a verdict; nobody does either with an order of their own. */
@NeedsTransaction
@ApplicationScoped
public class Freezing {

    private final OrderAccess access;
    private final OrderService orders;
    private final Findings findings;
    private final ContestedRequests cancellations;
    private final CaseFile file;
    private final InstantSource clock;
    private final long fourEyesAbove;

    Freezing(
            OrderAccess access,
            OrderService orders,
            Findings findings,
            ContestedRequests cancellations,
            CaseFile file,
            InstantSource clock,
            @ConfigProperty(name = "countermand.decisions.four-eyes-above") long fourEyesAbove) {
        this.access = access;
        this.orders = orders;
        this.findings = findings;
        this.cancellations = cancellations;
        this.file = file;
        this.clock = clock;
        this.fourEyesAbove = fourEyesAbove;
    }

    Uni<Order> freeze(String orderId, String reason, Caller caller) {
        Actor by = Claims.by(caller);
        return access.lockFor(caller, orderId, OrderAction.FREEZE).chain(order -> {
            Claims.refuseParty(order, by.subject());
            Instant now = Timestamps.now(clock);
            return findings.score(orderId)
                    .chain(score -> file.openByHand(order, score, reason, by, now))
                    .chain(() -> orders.freeze(order, by, now, reason));
        });
    }

    /**
     * A request against a shipment that was suspected and is now let go ends here; no deadline would end it any more. Refuses
     * what a verdict needs two people for: it is no way around the second one.
     */
    Uni<Order> release(String orderId, String reason, Caller caller) {
        Actor by = Claims.by(caller);
        return access.lockFor(caller, orderId, OrderAction.RELEASE).chain(order -> {
            Claims.refuseParty(order, by.subject());
            Instant now = Timestamps.now(clock);
            refuseForTwo(order);
            return file.closeByHand(order, reason, by, now)
                    .chain(() -> findings.release(orderId, by, now))
                    .chain(stood -> Steps.when(
                            stood > 0 && order.openRequest() != null, () -> cancellations.believed(order, now)))
                    .chain(() -> Steps.when(order.escrowHeld(), () -> orders.letEscrowGo(order, by, now, reason)))
                    .chain(() -> orders.release(order, by, now, reason));
        });
    }

    private void refuseForTwo(Order order) {
        if (!FourEyes.of(CaseVerdict.RELEASE, order.refundable(), fourEyesAbove, null, null)
                .isEmpty()) {
            throw Refusal.notNow(
                            "FOUR_EYES",
                            "It is about " + order.refundable().inWords()
                                    + ": decide its case, and have another person approve that",
                            order.status().name(),
                            List.of())
                    .asException();
        }
    }

    /** F: the signals are gone. What the machine froze, the machine releases; what a person froze, a person releases. */
    public Uni<Void> cleared(Order order, String note, Actor by, Instant now) {
        return file.clearedByItself(order, note, by, now)
                .chain(released -> Steps.when(
                                released && order.escrowHeld(), () -> orders.letEscrowGo(order, by, now, note))
                        .chain(() ->
                                Steps.when(released && order.frozen(), () -> orders.release(order, by, now, note))));
    }
}
