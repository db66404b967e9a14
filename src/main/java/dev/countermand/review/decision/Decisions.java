package dev.countermand.review.decision;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Words;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.Refunds;
import dev.countermand.review.CaseMoves;
import dev.countermand.review.Claims;
import dev.countermand.review.LockedCase;
import dev.countermand.review.decision.Weighing.Weighed;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.review.state.DecisionStatus;
import dev.countermand.seller.Sanctions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A26: how a case is decided. What one person may decide is carried out at once, everything or nothing, in one transaction;
 * what needs two people waits for the second one ({@link Approvals}).
 */
@NeedsTransaction
@ApplicationScoped
public class Decisions {

    /**
     * A case after it was decided.
     *
     * @param no which of its decisions this is
     * @param weighed what it moves, and whether another person has to approve it first
     */
    public record Decided(LockedCase reviewCase, int no, Weighed weighed) {}

    private final CaseMoves moves;
    private final Claims claims;
    private final OrderStore orders;
    private final DecisionStore store;
    private final Weighing weighing;
    private final CarryingOut carryingOut;
    private final OrderMemory memory;
    private final Sanctions sanctions;
    private final Refunds refunds;
    private final Deadlines deadlines;
    private final InstantSource clock;
    private final Duration undoFor;

    Decisions(
            CaseMoves moves,
            Claims claims,
            OrderStore orders,
            DecisionStore store,
            Weighing weighing,
            CarryingOut carryingOut,
            OrderMemory memory,
            Sanctions sanctions,
            Refunds refunds,
            Deadlines deadlines,
            InstantSource clock,
            @ConfigProperty(name = "countermand.decisions.undo-for") Duration undoFor) {
        this.moves = moves;
        this.claims = claims;
        this.orders = orders;
        this.store = store;
        this.weighing = weighing;
        this.carryingOut = carryingOut;
        this.memory = memory;
        this.sanctions = sanctions;
        this.refunds = refunds;
        this.deadlines = deadlines;
        this.clock = clock;
        this.undoFor = undoFor;
    }

    /** Decides a case that the caller has claimed under this token. Refuses a party to it. */
    public Uni<Decided> decide(UUID id, @Nullable String token, Decision decision, Caller caller) {
        if (decision.mustSayWhy()) {
            Words.mustSayWhy(decision.statement());
        }
        String given = Claims.required(token);
        return moves.orderOf(id)
                .chain(orders::lock)
                .chain(order -> claims.heldBy(order, id, given, caller)
                        .chain(it -> decide(order, it, decision, Claims.by(caller))));
    }

    /** The same, of a case that nobody else decides now. */
    Uni<Decided> decide(Order order, LockedCase it, Decision decision, Actor by) {
        Claims.refuseParty(order, by.subject());
        Instant now = Timestamps.now(clock);
        return weighing.of(order, it.reason(), it.disputeId(), decision)
                .chain(weighed -> store.latest(order.id(), it.id()).chain(before -> {
                    DecisionRow row = row(order, it, decision, weighed, by, now);
                    row.no = before == null ? 1 : before.no + 1;
                    Uni<Void> done = weighed.approvalBecause().isEmpty()
                            ? store.add(row).chain(() -> carryOut(order, it, row, null, now))
                            : store.add(row).chain(() -> forTwo(order, it, row, by, now));
                    return done.replaceWith(() -> new Decided(it, row.no, weighed));
                }));
    }

    private static DecisionRow row(
            Order order, LockedCase it, Decision decision, Weighed weighed, Actor by, Instant now) {
        DecisionRow row = new DecisionRow();
        row.orderId = order.id();
        row.caseId = it.id();
        row.status = DecisionStatus.AWAITING_APPROVAL;
        row.matter = weighed.matter();
        row.take(decision);
        row.amount = weighed.moves().minor();
        row.currency = order.terms().currency().getCurrencyCode();
        row.need(weighed.approvalBecause());
        row.orderVersion = order.version();
        row.sellerId = order.terms().sellerId();
        row.buyerId = order.terms().buyerId();
        row.decidedBy = by.subject();
        row.decidedAs = by.role();
        row.decidedAt = now;
        row.dueAt = it.dueAt();
        return row;
    }

    private Uni<Void> forTwo(Order order, LockedCase it, DecisionRow row, Actor by, Instant now) {
        Instant approveBy = order.policy().after(now, order.policy().sanctions().approveWithin());
        row.approveBy = approveBy;
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("verdict", row.verdict.name());
        wanted.put("statement", row.statement);
        return memory.seen(order.id())
                .invoke(print -> row.orderPrint = print)
                .chain(() -> moves.awaitsApproval(it, approveBy, String.valueOf(row.approvalBecause), wanted, by, now));
    }

    /**
     * Does all of it, and remembers how it was before. Its refunds go to their providers once it cannot be undone any more.
     *
     * @param approver who has approved it; null where nobody had to
     */
    Uni<Void> carryOut(Order order, LockedCase it, DecisionRow row, @Nullable Actor approver, Instant now) {
        Decision decision = row.toDecision();
        Actor decider = row.decider();
        row.become(DecisionStatus.CARRIED_OUT);
        row.carriedOutAt = now;
        boolean held = row.verdict == CaseVerdict.HOLD;
        return memory.read(order.id())
                .chain(before -> {
                    return Steps.when(!held, () -> moves.decided(order, it, row.verdict, row.statement, decider, now))
                            .chain(() -> carryingOut.of(order, it, row.matter, decision, decider, now))
                            .chain(() -> memory.read(order.id()))
                            .map(after -> UndoMemory.of(before, after));
                })
                .chain(made -> sanctions
                        .decidedWith(order, made.sanctions(), it.id(), approver, now)
                        .chain(() -> refunds.holdBack(order, made.refunds(), undoFor))
                        .chain(() -> remember(order, row, made, now)))
                .chain(() -> {
                    Actor by = approver == null ? decider : approver;
                    return held
                            ? moves.heldEscrow(order, it, row.statement, by, now)
                            : moves.tellDecided(it, approver == null ? null : approver.subject(), by, now);
                });
    }

    /**
     * A26: the case was closed while a decision waited for approval: nothing of it is left to approve. The caller has the order
     * locked.
     */
    public Uni<Void> overtaken(Order order, UUID caseId, Instant now) {
        return store.latest(order.id(), caseId)
                .invoke(row -> {
                    if (row != null && row.status == DecisionStatus.AWAITING_APPROVAL) {
                        row.become(DecisionStatus.OVERTAKEN);
                        row.overtakenAt = now;
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> remember(Order order, DecisionRow row, UndoMemory made, Instant now) {
        Instant until = now.plus(undoFor);
        row.undoUntil = until;
        row.undoMemory = made.text();
        return deadlines.set(order.id(), DeadlineKind.DECISION_FINAL, row.name(), until, now);
    }

    static RuntimeException notNow(String code, String detail, @Nullable String status) {
        return Refusal.notNow(code, detail, status, null).asException();
    }
}
