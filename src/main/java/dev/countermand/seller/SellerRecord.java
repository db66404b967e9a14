package dev.countermand.seller;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.policy.Fines;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes into a seller's record, with the order locked. One cause counts once for an order, however often it is reported.
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
     */
    public record Entry(EntryKind kind, String cause, String rule, Money amount, int points, String statement) {}

    private final SellerStore store;
    private final Ledger ledger;
    private final Journal journal;

    SellerRecord(SellerStore store, Ledger ledger, Journal journal) {
        this.store = store;
        this.ledger = ledger;
        this.journal = journal;
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
        Money amount = base.percent(fine.percent());
        return enter(order, new Entry(EntryKind.FINE, cause, rule, amount, fine.points(), statement), by, now);
    }

    /** A27: a step of the ladder that takes no money, decided by a person. */
    public Uni<Void> sanction(
            Order order,
            EntryKind kind,
            String cause,
            String rule,
            int points,
            String statement,
            Actor by,
            Instant now) {
        Money nothing = Money.zero(order.terms().currency());
        return enter(order, new Entry(kind, cause, rule, nothing, points, statement), by, now);
    }

    /** Adds an entry to the record of the order's seller; does nothing when its cause is there. */
    public Uni<Void> enter(Order order, Entry entry, Actor by, Instant now) {
        String sellerId = order.terms().sellerId();
        return store.knows(sellerId, order.id(), entry.cause()).chain(known -> {
            if (known) {
                return Steps.nothing();
            }
            SellerEntryRow row = toRow(order, entry, by, now);
            return store.add(row)
                    .chain(() -> book(order, row, entry, now))
                    .chain(() -> journal.write(new Act(
                            by,
                            eventOf(entry.kind()),
                            order.id(),
                            "sellers/" + sellerId,
                            null,
                            now,
                            data(row, entry))));
        });
    }

    private Uni<Void> book(Order order, SellerEntryRow row, Entry entry, Instant now) {
        return switch (entry.kind()) {
            case FINE -> ledger.fined(order, row.id, entry.amount(), entry.rule(), now);
            case CLAIM -> ledger.claimed(order, row.id, entry.amount(), entry.rule(), now);
            case WARNING, SELLING_LIMIT, SUSPENSION -> Steps.nothing();
        };
    }

    private static SellerEntryRow toRow(Order order, Entry entry, Actor by, Instant now) {
        SellerEntryRow row = new SellerEntryRow();
        row.sellerId = order.terms().sellerId();
        row.id = Ids.next(now);
        row.kind = entry.kind();
        row.orderId = order.id();
        row.cause = entry.cause();
        row.rule = entry.rule();
        row.amount = entry.amount().minor();
        row.currency = order.terms().currency().getCurrencyCode();
        row.points = entry.points();
        row.statement = entry.statement();
        row.decidedBy = by.subject();
        row.at = now;
        return row;
    }

    private static String eventOf(EntryKind kind) {
        return switch (kind) {
            case FINE -> "seller.fined";
            case WARNING -> "seller.warned";
            case SELLING_LIMIT -> "seller.limited";
            case SUSPENSION -> "seller.suspended";
            case CLAIM -> "seller.claimed";
        };
    }

    private static Map<String, Object> data(SellerEntryRow row, Entry entry) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", row.orderId);
        data.put("sellerId", row.sellerId);
        data.put("entryId", row.id.toString());
        data.put("kind", row.kind.name());
        data.put("cause", row.cause);
        data.put("rule", row.rule);
        data.put("amount", entry.amount().text());
        data.put("currency", row.currency);
        data.put("points", row.points);
        data.put("statement", row.statement);
        return data;
    }
}
