package dev.countermand.seller;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.policy.Fines;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Writes into a seller's record, with the order locked. One cause counts once for an order, however often it is reported.
 * All but claims are sanctions, against which the seller can appeal ({@link Sanctions}).
 */
@NeedsTransaction
@ApplicationScoped
public class SellerRecord {

    /**
     * What is held against a seller.
     *
     * @param cause what it is for, unique for the order, for example {@code overdue-shipment}
     * @param rule the rule that caused it, for example {@code A9}
     * @param amount zero where no money is taken
     * @param statement the reasons in words (A27)
     * @param facts the signals that it is founded on
     */
    public record Entry(
            EntryKind kind, String cause, String rule, Money amount, int points, String statement, List<Fact> facts) {

        /** One that is founded on no signals. */
        public Entry(EntryKind kind, String cause, String rule, Money amount, int points, String statement) {
            this(kind, cause, rule, amount, points, statement, List.of());
        }

        /** A24: a fine, which is a share of {@code base}: the order's total as it was before the act that causes it. */
        public static Entry fine(String cause, String rule, Fines.Fine fine, Money base, String statement) {
            return new Entry(EntryKind.FINE, cause, rule, base.percent(fine.percent()), fine.points(), statement);
        }

        /** The same, founded on these signals. */
        public Entry because(List<Fact> signals) {
            return new Entry(kind, cause, rule, amount, points, statement, signals);
        }
    }

    private final SellerStore store;
    private final RecordBook book;
    private final Sanctions sanctions;

    SellerRecord(SellerStore store, RecordBook book, Sanctions sanctions) {
        this.store = store;
        this.book = book;
        this.sanctions = sanctions;
    }

    /**
     * A24: fines the seller of an order.
     *
     * @param base what the fine is a share of: the order's total as it was before the act that causes the fine
     */
    public Uni<Void> fine(
            Order order,
            String cause,
            String rule,
            Fines.Fine fine,
            Money base,
            String statement,
            Actor by,
            Instant now) {
        return enter(order, Entry.fine(cause, rule, fine, base, statement), by, now);
    }

    /** Adds an entry to the record of the order's seller; does nothing when its cause is there. */
    public Uni<Void> enter(Order order, Entry entry, Actor by, Instant now) {
        String sellerId = order.terms().sellerId();
        return store.knows(sellerId, order.id(), entry.cause())
                .chain(known ->
                        known ? Uni.createFrom().item(true) : sanctions.knows(sellerId, order.id(), entry.cause()))
                .chain(known -> Steps.when(!known, () -> add(order, entry, by, now)));
    }

    private Uni<Void> add(Order order, Entry entry, Actor by, Instant now) {
        return entry.kind() == EntryKind.CLAIM
                ? book.add(order, Ids.next(now), entry, by.subject(), by, now)
                : sanctions
                        .impose(Sanctions.Against.sellerOf(order), entry, by, now)
                        .replaceWithVoid();
    }
}
