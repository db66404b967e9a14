package dev.countermand.seller;

import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in sellers' records, for those who may see it (A24, A27). */
@ApplicationScoped
class SellerReader {

    /** Entries shown at once. */
    static final int NEWEST_ENTRIES = 200;

    /**
     * How a seller stands.
     *
     * @param points of all entries
     * @param entries how many there are; they are only added, so their number tells one version from another
     * @param newest the newest first, at most {@link #NEWEST_ENTRIES}
     */
    record Standing(String sellerId, long points, long entries, List<Entry> newest) {}

    /**
     * An entry of the record.
     *
     * @param decidedBy null for the seller, who is not told
     */
    record Entry(
            UUID id,
            EntryKind kind,
            String orderId,
            String rule,
            Money amount,
            int points,
            String statement,
            @Nullable String decidedBy,
            Instant at) {}

    private final SellerStore store;

    SellerReader(SellerStore store) {
        this.store = store;
    }

    /** Who has no entries is in good standing. Sellers see only themselves; other people's standing is not there. */
    @WithSession
    Uni<Standing> standing(String sellerId, Caller caller) {
        boolean ours = caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE);
        if (!ours && !caller.subject().equals(sellerId)) {
            throw Refusal.notFound("seller").asException();
        }
        return store.sum(sellerId)
                .chain(sum -> store.newest(sellerId, NEWEST_ENTRIES)
                        .map(rows -> new Standing(
                                sellerId,
                                sum.points(),
                                sum.entries(),
                                rows.stream().map(row -> entry(row, ours)).toList())));
    }

    private static Entry entry(SellerEntryRow row, boolean withAuthor) {
        return new Entry(
                row.id,
                row.kind,
                row.orderId,
                row.rule,
                new Money(row.amount, Currency.getInstance(row.currency)),
                row.points,
                row.statement,
                withAuthor ? row.decidedBy : null,
                row.at);
    }
}
