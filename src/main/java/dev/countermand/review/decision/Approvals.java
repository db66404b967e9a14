package dev.countermand.review.decision;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.review.CaseMoves;
import dev.countermand.review.Claims;
import dev.countermand.review.LockedCase;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.DecisionStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A26: the second pair of eyes. Another person than whoever decided, with the role {@code lead}, who is no party to the case,
 * has the decision carried out, or gives the case back.
 */
@NeedsTransaction
@ApplicationScoped
class Approvals {

    private final CaseMoves moves;
    private final Claims claims;
    private final OrderStore orders;
    private final DecisionStore store;
    private final Decisions decisions;
    private final Weighing weighing;
    private final OrderMemory memory;
    private final InstantSource clock;

    Approvals(
            CaseMoves moves,
            Claims claims,
            OrderStore orders,
            DecisionStore store,
            Decisions decisions,
            Weighing weighing,
            OrderMemory memory,
            InstantSource clock) {
        this.moves = moves;
        this.claims = claims;
        this.orders = orders;
        this.store = store;
        this.decisions = decisions;
        this.weighing = weighing;
        this.memory = memory;
        this.clock = clock;
    }

    private record Waiting(Order order, LockedCase reviewCase, DecisionRow row, Actor by, Instant now) {}

    /**
     * All of the decision is carried out, or nothing. Refuses one about an order that has changed since it was decided, or of
     * which a document was given: nobody approves what somebody else has not seen. That the seller was asked for one, and gave
     * none, changes nothing.
     */
    Uni<LockedCase> approve(UUID id, Caller caller) {
        return waiting(id, caller).chain(it -> {
            Order order = it.order();
            DecisionRow row = it.row();
            return changed(order, row)
                    .invoke(changed -> refuseChanged(order, changed))
                    .chain(() -> weighing.of(
                            order, it.reviewCase().reason(), it.reviewCase().disputeId(), row.toDecision()))
                    .chain(weighed -> {
                        row.matter = weighed.matter();
                        row.approvedBy = it.by().subject();
                        row.answeredAt = it.now();
                        return decisions.carryOut(order, it.reviewCase(), row, it.by(), it.now());
                    })
                    .replaceWith(it.reviewCase());
        });
    }

    private Uni<Boolean> changed(Order order, DecisionRow row) {
        String before = row.orderPrint;
        return before == null
                ? Uni.createFrom().item(order.version() != row.orderVersion)
                : memory.seen(order.id()).map(print -> !print.equals(before));
    }

    private static void refuseChanged(Order order, boolean changed) {
        if (changed) {
            throw Refusal.notNow(
                            "DECISION_STALE",
                            "The order has changed since this was decided: reject it, and have it decided anew",
                            order.status().name(),
                            List.of("REJECT"))
                    .asException();
        }
    }

    /** Nothing of it is carried out; whoever decided has the case again, with the reason; if the service did, it is open. */
    Uni<LockedCase> reject(UUID id, String reason, Caller caller) {
        return waiting(id, caller).chain(it -> {
            DecisionRow row = it.row();
            row.become(DecisionStatus.REJECTED);
            row.approvedBy = it.by().subject();
            row.answeredAt = it.now();
            row.rejectedBecause = reason;
            Uni<Void> back = row.decider().role() == Role.SYSTEM
                    ? moves.openAgain(it.order(), it.reviewCase(), reason, it.by(), it.now())
                    : moves.dueAnew(it.order(), it.reviewCase(), it.now())
                            .chain(() -> claims.giveBackTo(
                                    it.order(), it.reviewCase(), row.decidedBy, it.by(), reason, it.now()));
            return back.replaceWith(it.reviewCase());
        });
    }

    private Uni<Waiting> waiting(UUID id, Caller caller) {
        Actor by = caller.as(Role.LEAD);
        return moves.orderOf(id)
                .chain(orders::lock)
                .chain(order -> moves.lock(order, id)
                        .chain(it -> store.latest(order.id(), id).map(row -> {
                            refuseStale(it, caller);
                            Claims.refuseParty(order, by.subject());
                            if (row == null
                                    || row.status != DecisionStatus.AWAITING_APPROVAL
                                    || it.status() != CaseStatus.AWAITING_APPROVAL) {
                                throw Decisions.notNow(
                                        "NOT_AWAITING_APPROVAL",
                                        "No decision of the case waits for approval: it is " + Spoken.name(it.status()),
                                        it.status().name());
                            }
                            if (by.subject().equals(row.decidedBy)) {
                                throw Refusal.forbidden(
                                                "You have decided it: somebody else approves or rejects it (A26)")
                                        .asException();
                            }
                            return new Waiting(order, it, Objects.requireNonNull(row), by, Timestamps.now(clock));
                        })));
    }

    static void refuseStale(LockedCase it, Caller caller) {
        if (caller.expectsOtherThan(it.version())) {
            throw Refusal.staleVersion(
                            "The case is in version " + it.version() + " by now",
                            it.status().name(),
                            null)
                    .asException();
        }
    }
}
