package dev.countermand.seller;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells of sanctions and appeals in the act's transaction: the marketplace sells, or does not, by these events. */
@NeedsTransaction
@ApplicationScoped
class SanctionNews {

    private final Journal journal;

    SanctionNews(Journal journal) {
        this.journal = journal;
    }

    /** It has become what it is now. */
    Uni<Void> moved(SanctionRow row, Actor by, Instant now) {
        Map<String, Object> data = data(row);
        data.put("sanctionStatus", row.status.name());
        put(data, "previousSanctionStatus", row.movedFrom);
        put(data, "approveBy", row.approveBy);
        put(data, "pointsUntil", row.pointsUntil);
        put(data, "endsAt", row.endsAt);
        put(data, "perDay", row.perDay);
        put(data, "appealUntil", row.appealUntil);
        put(data, "because", row.rejectedBecause);
        return write(row, row.status.event(), data, by, now);
    }

    /** Nobody has approved or rejected it in time (P7). */
    Uni<Void> overdue(SanctionRow row, Actor by, Instant now) {
        Map<String, Object> data = data(row);
        put(data, "approveBy", row.approveBy);
        return write(row, "sanction.overdue", data, by, now);
    }

    /** The appeal has become what it is now. */
    Uni<Void> appealMoved(SanctionRow row, Actor by, Instant now) {
        Map<String, Object> data = appeal(row);
        put(data, "because", row.appealStatement);
        return write(row, Objects.requireNonNull(row.appealStatus).event(), data, by, now);
    }

    /** Nobody has decided it in time (P7). */
    Uni<Void> appealOverdue(SanctionRow row, Actor by, Instant now) {
        return write(row, "sanction.appeal-overdue", appeal(row), by, now);
    }

    private static Map<String, Object> appeal(SanctionRow row) {
        Map<String, Object> data = data(row);
        put(data, "appealStatus", row.appealStatus);
        put(data, "decideBy", row.appealDecideBy);
        return data;
    }

    private static Map<String, Object> data(SanctionRow row) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sanctionId", row.id.toString());
        data.put("sellerId", row.sellerId);
        put(data, "orderId", row.orderId);
        data.put("kind", row.kind.name());
        data.put("cause", row.cause);
        data.put("rule", row.rule);
        if (row.currency != null) {
            data.put("amount", new Money(row.amount, Currency.getInstance(row.currency)).text());
            data.put("currency", row.currency);
        }
        data.put("points", row.points);
        data.put("statement", row.statement);
        return data;
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value instanceof Integer ? value : value.toString());
        }
    }

    private Uni<Void> write(SanctionRow row, String event, Map<String, Object> data, Actor by, Instant now) {
        String subject = row.orderId == null ? row.sellerId : row.orderId;
        return journal.write(new Act(by, event, subject, "sanctions/" + row.id, null, now, data));
    }
}
