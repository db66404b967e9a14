package dev.countermand.seller;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A27: sanctions against sellers, from their decision to their end. A suspension is in force only once another person has
 * approved it; the others are at once. Who acts on one that is about an order locks the order first.
 */
@NeedsTransaction
@ApplicationScoped
public class Sanctions {

    /**
     * Whom a sanction is against.
     *
     * @param policy with its ladder
     * @param order which it is about, locked; null when it is about the seller as a whole
     */
    public record Against(
            String sellerId, Policy policy, @Nullable Order order) {

        /** The seller of this order, because of it. */
        public static Against sellerOf(Order order) {
            return new Against(order.terms().sellerId(), order.policy(), order);
        }
    }

    private final SanctionStore store;
    private final SanctionNews news;
    private final RecordBook book;
    private final OrderStore orders;
    private final Ledger ledger;
    private final Policies policies;
    private final InstantSource clock;

    Sanctions(
            SanctionStore store,
            SanctionNews news,
            RecordBook book,
            OrderStore orders,
            Ledger ledger,
            Policies policies,
            InstantSource clock) {
        this.store = store;
        this.news = news;
        this.book = book;
        this.orders = orders;
        this.ledger = ledger;
        this.policies = policies;
        this.clock = clock;
    }

    /** Whether there is one for this cause, also one that waits or was rejected. */
    Uni<Boolean> knows(String sellerId, String orderId, String cause) {
        return store.knows(sellerId, orderId, cause);
    }

    /**
     * Imposes it, or puts it before a second person. Refuses whoever would sanction themselves, and the buyer of the order that
     * it is about.
     */
    public Uni<Sanction> impose(Against against, SellerRecord.Entry entry, Actor by, Instant now) {
        boolean byPerson = isPerson(by);
        if (byPerson && by.subject().equals(against.sellerId())) {
            throw Refusal.forbidden("Nobody sanctions themselves").asException();
        }
        Order order = against.order();
        if (byPerson && order != null && by.subject().equals(order.terms().buyerId())) {
            throw Refusal.forbidden("The order is yours, and nobody sanctions a seller for an order of their own")
                    .asException();
        }
        SanctionRow row = toRow(against, entry, by, now);
        if (byPerson && Ladder.needsApproval(entry.kind())) {
            row.status = SanctionStatus.AWAITING_APPROVAL;
            row.approveBy =
                    against.policy().after(now, against.policy().sanctions().approveWithin());
            return store.add(row).chain(() -> news.moved(row, by, now)).replaceWith(row::toSanction);
        }
        row.status = SanctionStatus.IN_FORCE;
        row.takeEffect(Ladder.effect(against.policy(), row.kind, now), now);
        return store.add(row)
                .chain(() -> inForce(row, against.order(), by, now))
                .replaceWith(row::toSanction);
    }

    /** Another person of the administration agrees: it is in force from now on. */
    public Uni<Sanction> approve(UUID id, Caller caller) {
        Actor by = caller.as(Role.LEAD);
        return waiting(id, caller).chain(held -> {
            SanctionRow row = held.row();
            Instant now = Timestamps.now(clock);
            row.become(SanctionStatus.IN_FORCE);
            row.approvedBy = by.subject();
            row.takeEffect(Ladder.effect(policies.version(row.market, row.policyVersion), row.kind, now), now);
            return inForce(row, held.order(), by, now)
                    .chain(() -> store.flush())
                    .replaceWith(row::toSanction);
        });
    }

    /** Another person does not agree; the seller is not told. */
    public Uni<Sanction> reject(UUID id, String reason, Caller caller) {
        Actor by = caller.as(Role.LEAD);
        return waiting(id, caller).chain(held -> {
            SanctionRow row = held.row();
            row.become(SanctionStatus.REJECTED);
            row.approvedBy = by.subject();
            row.rejectedBecause = reason;
            return news.moved(row, by, Timestamps.now(clock))
                    .chain(() -> store.flush())
                    .replaceWith(row::toSanction);
        });
    }

    private Uni<Held> waiting(UUID id, Caller caller) {
        return hold(id).invoke(held -> {
            SanctionRow row = held.row();
            refuseStale(row, caller);
            if (caller.subject().equals(row.sellerId) || caller.subject().equals(row.buyerId)) {
                throw Refusal.forbidden("Nobody decides about themselves, or about an order of their own")
                        .asException();
            }
            if (caller.subject().equals(row.decidedBy)) {
                throw Refusal.forbidden("You have decided it: somebody else has to approve it (A27)")
                        .asException();
            }
            if (row.status != SanctionStatus.AWAITING_APPROVAL) {
                throw notNow("NOT_AWAITING_APPROVAL", "The sanction does not wait for approval", row);
            }
        });
    }

    /** A sanction and its order, both locked. */
    record Held(SanctionRow row, @Nullable Order order) {}

    /** Locks the order, if it is about one, and then the sanction; refuses when there is none. */
    Uni<Held> hold(UUID id) {
        return store.place(id)
                .chain(place -> place.orderId() == null
                        ? store.lock(place).map(row -> new Held(row, null))
                        : orders.lock(place.orderId())
                                .chain(order -> store.lock(place).map(row -> new Held(row, order))));
    }

    /** The time of its effect is over. */
    Uni<Void> end(SanctionRow row, Actor by, Instant now) {
        row.become(SanctionStatus.ENDED);
        return news.moved(row, by, now);
    }

    /** An appeal was upheld: no effect, no points, and the fine is given back. */
    Uni<Void> undo(Held held, Actor by, Instant now) {
        SanctionRow row = held.row();
        row.become(SanctionStatus.UNDONE);
        boolean fined = row.kind == EntryKind.FINE && row.amount > 0;
        return Steps.given(fined ? held.order() : null, order -> ledger.fineUndone(order, row.id, "A27", now))
                .chain(() -> news.moved(row, by, now));
    }

    /**
     * A26, A27: these sanctions are part of a case's decision, which has just been carried out. What somebody else has approved
     * with it waits for nobody.
     *
     * @param approvedBy who approved the decision; null where nobody had to
     */
    public Uni<Void> decidedWith(Order order, List<UUID> ids, UUID caseId, @Nullable Actor approvedBy, Instant now) {
        return Steps.inTurn(
                ids,
                id -> store.find(order.terms().sellerId(), id).chain(found -> {
                    SanctionRow row = Objects.requireNonNull(found, "it was just imposed");
                    row.caseId = caseId;
                    if (approvedBy == null) {
                        return Steps.nothing();
                    }
                    row.approvedBy = approvedBy.subject();
                    if (row.status != SanctionStatus.AWAITING_APPROVAL) {
                        return Steps.nothing();
                    }
                    row.become(SanctionStatus.IN_FORCE);
                    row.takeEffect(Ladder.effect(policies.version(row.market, row.policyVersion), row.kind, now), now);
                    return inForce(row, order, approvedBy, now);
                }));
    }

    /**
     * A26: the decision that they were part of is undone in time, and with it they are: no effect, no points, and the fine is
     * given back. Their causes may count again. Refuses where the seller has appealed, or one has ended by itself.
     */
    public Uni<Void> revoke(Order order, List<UUID> ids, Actor by, Instant now) {
        String sellerId = order.terms().sellerId();
        return Steps.inTurn(
                ids,
                id -> store.find(sellerId, id).chain(found -> {
                    SanctionRow row = Objects.requireNonNull(found, "it was imposed");
                    if (row.appealStatus != null || !row.status.canBecome(SanctionStatus.REVOKED)) {
                        throw notNow(
                                "SANCTION_NOT_REVOCABLE",
                                "The seller has appealed against a sanction, or it is over",
                                row);
                    }
                    row.become(SanctionStatus.REVOKED);
                    boolean fined = row.kind == EntryKind.FINE && row.amount > 0;
                    return Steps.when(fined, () -> ledger.fineUndone(order, row.id, "A26", now))
                            .chain(() -> news.moved(row, by, now))
                            .invoke(() -> row.cause = row.cause + "/revoked-" + row.id)
                            .chain(() -> book.revoke(sellerId, row.id));
                }));
    }

    private Uni<Void> inForce(SanctionRow row, @Nullable Order order, Actor by, Instant now) {
        return Steps.given(order, there -> book.add(there, row.id, entry(row, there), row.decidedBy, by, now))
                .chain(() -> news.moved(row, by, now));
    }

    private static SellerRecord.Entry entry(SanctionRow row, Order order) {
        Currency currency = order.terms().currency();
        return new SellerRecord.Entry(
                row.kind, row.cause, row.rule, new Money(row.amount, currency), row.points, row.statement);
    }

    private static SanctionRow toRow(Against against, SellerRecord.Entry entry, Actor by, Instant now) {
        SanctionRow row = new SanctionRow();
        Order order = against.order();
        row.sellerId = against.sellerId();
        row.id = Ids.next(now);
        row.kind = entry.kind();
        row.orderId = order == null ? null : order.id();
        row.buyerId = order == null ? null : order.terms().buyerId();
        row.cause = entry.cause();
        row.rule = entry.rule();
        row.amount = order == null ? 0 : entry.amount().minor();
        row.currency = order == null ? null : order.terms().currency().getCurrencyCode();
        row.points = entry.points();
        row.statement = entry.statement();
        row.facts = Fact.write(entry.facts());
        row.decidedByMachine = !isPerson(by);
        row.foundByMachine = row.decidedByMachine || !entry.facts().isEmpty();
        row.market = against.policy().name();
        row.policyVersion = against.policy().version();
        row.decidedBy = by.subject();
        row.decidedAt = now;
        return row;
    }

    /** What follows from an act of buyer or seller by itself, nobody has decided. */
    private static boolean isPerson(Actor by) {
        return by.role() == Role.MODERATOR || by.role() == Role.LEAD;
    }

    static void refuseStale(SanctionRow row, Caller caller) {
        if (caller.expectsOtherThan(row.version)) {
            throw Refusal.staleVersion("The sanction is in version " + row.version + " by now", row.status.name(), null)
                    .asException();
        }
    }

    static RuntimeException notNow(String code, String detail, SanctionRow row) {
        return Refusal.notNow(code, detail + ": it is " + Spoken.name(row.status), row.status.name(), null)
                .asException();
    }
}
