package dev.countermand.cancellation;

import dev.countermand.database.query.Columns;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A seller's desk: what waits for their answer, what ends soonest first. When that is stands with the order's deadlines
 * (A6, A9), which pause and move; so it is looked up there, for their waiting requests only.
 */
@ApplicationScoped
class SellerDesk {

    /** After everything that has a date. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final char SEPARATOR = '|';

    private final CancellationStore store;

    SellerDesk(CancellationStore store) {
        this.store = store;
    }

    private record Waiting(UUID id, Instant due, Currency currency) {}

    private record After(Instant due, UUID id) {
        static After of(@Nullable String key) {
            if (key == null) {
                return new After(Instant.EPOCH, new UUID(0, 0));
            }
            int at = key.indexOf(SEPARATOR);
            if (at < 0) {
                throw PageRequest.unknownKey();
            }
            try {
                return new After(Instant.parse(key.substring(0, at)), PageRequest.id(key.substring(at + 1)));
            } catch (DateTimeParseException e) {
                throw PageRequest.unknownKey();
            }
        }
    }

    /** A page of one seller's; needs a session. */
    Uni<Page<SeenCancellation>> page(String sellerId, PageRequest page, boolean sellersView) {
        After after = After.of(page.after());
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CancellationSql.WAITING, Object[].class)
                        .setParameter("never", NEVER)
                        .setParameter("seller", sellerId)
                        .setParameter("afterDue", after.due())
                        .setParameter("afterId", after.id())
                        .setParameter("limit", page.fetch())
                        .getResultList())
                .map(rows -> rows.stream().map(SellerDesk::waiting).toList())
                .chain(waiting -> store.byIds(waiting.stream().map(Waiting::id).toList())
                        .map(loaded -> page(waiting, loaded, page, sellersView)));
    }

    private static Page<SeenCancellation> page(
            List<Waiting> waiting, List<CancellationStore.Loaded> loaded, PageRequest page, boolean sellersView) {
        Map<UUID, CancellationStore.Loaded> byId =
                loaded.stream().collect(Collectors.toMap(item -> item.row().id, Function.identity()));
        return Page.of(waiting, page, item -> item.due().toString() + SEPARATOR + item.id())
                .map(item -> new SeenCancellation(
                        Objects.requireNonNull(byId.get(item.id())),
                        item.currency(),
                        sellersView,
                        item.due().equals(NEVER) ? null : item.due()));
    }

    private static Waiting waiting(Object[] row) {
        Instant due = Objects.requireNonNull(Columns.moment(row[1]));
        return new Waiting((UUID) row[0], due, Currency.getInstance((String) row[2]));
    }
}
