package dev.countermand.review.decision;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.review.CaseMoves;
import dev.countermand.review.Claims;
import dev.countermand.review.LockedCase;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.review.state.DecisionStatus;
import dev.countermand.seller.Sanctions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A26: undoes a decision while no money has left: all is as it was before, and what was booked is put right by entries of its
 * own. It is possible for a while only, and as long as nothing else has happened to the order.
 */
@NeedsTransaction
@ApplicationScoped
public class Undoing {

    private final CaseMoves moves;
    private final OrderStore orders;
    private final DecisionStore store;
    private final OrderMemory memory;
    private final Reinstated reinstated;
    private final Sanctions sanctions;
    private final Refunds refunds;
    private final Ledger ledger;
    private final Deadlines deadlines;
    private final InstantSource clock;

    Undoing(
            CaseMoves moves,
            OrderStore orders,
            DecisionStore store,
            OrderMemory memory,
            Reinstated reinstated,
            Sanctions sanctions,
            Refunds refunds,
            Ledger ledger,
            Deadlines deadlines,
            InstantSource clock) {
        this.moves = moves;
        this.orders = orders;
        this.store = store;
        this.memory = memory;
        this.reinstated = reinstated;
        this.sanctions = sanctions;
        this.refunds = refunds;
        this.ledger = ledger;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    private record Done(Order order, DecisionRow row, Actor by, Instant now) {}

    /**
     * Undoes the latest decision of a case; the case is open again. Whoever decided or approved it may, and a lead; nobody who
     * is a party to the case.
     *
     * @param because why, for staff
     */
    public Uni<LockedCase> undo(UUID id, String because, Caller caller) {
        return undo(id, null, because, caller);
    }

    /**
     * The same, if it is this one.
     *
     * @param no which of the case's decisions; the latest, if null
     */
    public Uni<LockedCase> undo(UUID id, @Nullable Integer no, String because, Caller caller) {
        Actor by = Claims.by(caller);
        return moves.orderOf(id)
                .chain(orders::lock)
                .chain(order -> moves.lock(order, id)
                        .chain(it -> store.latest(order.id(), id)
                                .map(row -> undoable(order, it, named(row, no), by, caller, Timestamps.now(clock)))))
                .chain(it -> undo(it, UndoMemory.read(memory.parsed(String.valueOf(it.row().undoMemory))), because));
    }

    private static @Nullable DecisionRow named(@Nullable DecisionRow row, @Nullable Integer no) {
        return row == null || no == null || row.no == no ? row : null;
    }

    private static Done undoable(
            Order order, LockedCase it, @Nullable DecisionRow row, Actor by, Caller caller, Instant now) {
        Approvals.refuseStale(it, caller);
        Claims.refuseParty(order, by.subject());
        if (row == null || row.status != DecisionStatus.CARRIED_OUT || row.undoUntil == null) {
            throw Decisions.notNow(
                    "NOTHING_TO_UNDO",
                    "No such decision of the case was carried out and stands",
                    it.status().name());
        }
        boolean theirs = by.subject().equals(row.decidedBy) || by.subject().equals(row.approvedBy);
        if (!theirs && !caller.isAny(Role.LEAD)) {
            throw Refusal.forbidden("Whoever decided or approved it undoes it, or a lead")
                    .asException();
        }
        if (row.undoMemory == null || !now.isBefore(row.undoUntil)) {
            throw Decisions.notNow(
                    "UNDO_TOO_LATE",
                    "It could be undone until " + Spoken.at(row.undoUntil),
                    it.status().name());
        }
        CaseStatus expected = row.verdict == CaseVerdict.HOLD ? CaseStatus.OPEN : CaseStatus.DECIDED;
        if (it.status() != expected) {
            throw Decisions.notNow(
                    "CASE_WENT_ON",
                    "The case is " + Spoken.name(it.status()) + " by now",
                    it.status().name());
        }
        if (order.status() == OrderStatus.RETURNED) {
            throw Decisions.notNow(
                    "GOODS_CAME_BACK",
                    "The goods are back with the seller",
                    order.status().name());
        }
        return new Done(order, row, by, now);
    }

    private Uni<LockedCase> undo(Done it, UndoMemory kept, String because) {
        String orderId = it.order().id();
        DecisionRow.Key key = new DecisionRow.Key(orderId, it.row().caseId, it.row().no);
        String name = it.row().name();
        return memory.read(orderId)
                .invoke(now -> refuseChanged(it.order(), kept, now))
                .chain(now -> memory.putBack(orderId, kept.before().rows())
                        // All that was loaded is forgotten.
                        .chain(() -> orders.lock(orderId))
                        .chain(order -> reinstated
                                .tell(order, kept.before(), now, it.by(), it.now())
                                .chain(() -> refunds.withdraw(order, kept.refunds(), it.now()))
                                .chain(() -> sanctions.revoke(order, kept.sanctions(), it.by(), it.now()))
                                .chain(() -> ledger.decisionUndone(order, name, kept.transfers(), it.now()))
                                .chain(() -> save(order, key, it))
                                .chain(() -> deadlines.drop(orderId, DeadlineKind.DECISION_FINAL, name))
                                .chain(() -> store.lock(key))
                                .invoke(row -> undone(row, because, it))
                                .chain(() -> moves.lock(order, key.caseId()))
                                .call(reviewCase -> moves.undone(order, reviewCase, because, it.by(), it.now()))));
    }

    private static void refuseChanged(Order order, UndoMemory kept, OrderSnapshot now) {
        if (!kept.after().equals(now.print())) {
            throw Decisions.notNow(
                    "CHANGED_SINCE",
                    "Something has happened to the order since it was decided, and would be lost",
                    order.status().name());
        }
        if (!kept.charges().isEmpty()) {
            throw Decisions.notNow(
                    "COSTS_BOOKED",
                    "The decision has booked costs, which stand",
                    order.status().name());
        }
    }

    /** Buyer and seller are told that it is undone; why, is for staff. */
    private Uni<Void> save(Order order, DecisionRow.Key key, Done it) {
        Map<String, Object> data = Map.of("caseId", key.caseId().toString());
        return orders.save(order, it.by(), it.now(), "order.decision-undone", "orders/" + order.id(), data)
                .replaceWithVoid();
    }

    private static void undone(DecisionRow row, String because, Done it) {
        row.become(DecisionStatus.UNDONE);
        row.undoneBy = it.by().subject();
        row.undoneAt = it.now();
        row.undoneBecause = because;
        row.undoMemory = null;
    }

    /** It cannot be undone any more: what that would need is forgotten. */
    Uni<Void> noLonger(DecisionRow.Key key) {
        return store.lock(key)
                .chain(row -> Steps.given(row, there -> {
                    there.undoMemory = null;
                    return Steps.nothing();
                }));
    }
}
