package dev.countermand.seller;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import dev.countermand.payment.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** How an entry gets into a seller's record: with its movement of money and its event, while the order is locked. */
@NeedsTransaction
@ApplicationScoped
class RecordBook {

    private final SellerStore store;
    private final Ledger ledger;
    private final Journal journal;

    RecordBook(SellerStore store, Ledger ledger, Journal journal) {
        this.store = store;
        this.ledger = ledger;
        this.journal = journal;
    }

    /**
     * Adds an entry to the record of the order's seller.
     *
     * @param decidedBy who decided it, which is another one than {@code by} where somebody approved it
     */
    Uni<Void> add(Order order, UUID id, SellerRecord.Entry entry, String decidedBy, Actor by, Instant now) {
        SellerEntryRow row = toRow(order, id, entry, decidedBy, now);
        return store.add(row)
                .chain(() -> book(order, row, entry, now))
                .chain(() -> journal.write(new Act(
                        by,
                        eventOf(entry.kind()),
                        order.id(),
                        "sellers/" + row.sellerId,
                        null,
                        now,
                        data(row, entry))));
    }

    /** A26: the decision that it is of was undone; its cause may count again. */
    Uni<Void> revoke(String sellerId, UUID id) {
        return store.revoke(sellerId, id);
    }

    private Uni<Void> book(Order order, SellerEntryRow row, SellerRecord.Entry entry, Instant now) {
        return switch (entry.kind()) {
            case FINE -> ledger.fined(order, row.id, entry.amount(), entry.rule(), now);
            case CLAIM -> ledger.claimed(order, row.id, entry.amount(), entry.rule(), now);
            case WARNING, SELLING_LIMIT, SUSPENSION -> Steps.nothing();
        };
    }

    private static SellerEntryRow toRow(Order order, UUID id, SellerRecord.Entry entry, String decidedBy, Instant now) {
        SellerEntryRow row = new SellerEntryRow();
        row.sellerId = order.terms().sellerId();
        row.id = id;
        row.kind = entry.kind();
        row.orderId = order.id();
        row.cause = entry.cause();
        row.rule = entry.rule();
        row.amount = entry.amount().minor();
        row.currency = order.terms().currency().getCurrencyCode();
        row.points = entry.points();
        row.statement = entry.statement();
        row.decidedBy = decidedBy;
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

    private static Map<String, Object> data(SellerEntryRow row, SellerRecord.Entry entry) {
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
