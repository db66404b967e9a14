package dev.countermand.seller;

import dev.countermand.database.Reads;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Visible;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.policy.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in sellers' records, for those who may see it (A24, A27). */
@ApplicationScoped
public class SellerReader {

    /** Entries shown at once. */
    static final int NEWEST_ENTRIES = 200;

    /**
     * How a seller stands.
     *
     * @param points that stand on the record now
     * @param version tells one state of the record from another
     * @param newest the newest first, at most {@link #NEWEST_ENTRIES} or as many as were asked for
     * @param sanctions the newest first, at most as many
     * @param policy of their newest order, whose ladder holds; null of one without orders
     */
    public record Standing(
            String sellerId,
            long points,
            long version,
            List<Entry> newest,
            List<Sanction> sanctions,
            @Nullable Policy policy,
            Instant now) {}

    /**
     * An entry of the record.
     *
     * @param decidedBy null for the seller, who is not told
     */
    public record Entry(
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
    private final SanctionStore sanctions;
    private final OrderStore orders;
    private final InstantSource clock;

    SellerReader(SellerStore store, SanctionStore sanctions, OrderStore orders, InstantSource clock) {
        this.store = store;
        this.sanctions = sanctions;
        this.orders = orders;
        this.clock = clock;
    }

    /** Who has no entries is in good standing. Sellers see only themselves; other people's standing is not there. */
    @Reads
    public Uni<Standing> standing(String sellerId, Caller caller) {
        return standing(sellerId, caller, NEWEST_ENTRIES);
    }

    /** The same with at most so many entries and sanctions. */
    @Reads
    public Uni<Standing> standing(String sellerId, Caller caller, int most) {
        boolean ours = caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE);
        if (!ours && !caller.subject().equals(sellerId)) {
            throw Refusal.notFound("seller").asException();
        }
        Instant now = Timestamps.now(clock);
        return points(sellerId, now)
                .chain(points -> sanctions
                        .writes(sellerId)
                        .chain(writes -> store.entries(sellerId)
                                .chain(entries -> store.newest(sellerId, most)
                                        .chain(rows -> sanctions
                                                .newest(sellerId, ours, most)
                                                .chain(there -> policyOf(sellerId, caller)
                                                        .map(policy -> new Standing(
                                                                sellerId,
                                                                points,
                                                                entries + writes,
                                                                rows.stream()
                                                                        .map(row -> entry(row, ours))
                                                                        .toList(),
                                                                there.stream()
                                                                        .map(SanctionRow::toSanction)
                                                                        .toList(),
                                                                policy,
                                                                now)))))));
    }

    /** The points that stand on a seller's record. */
    public Uni<Long> points(String sellerId, Instant now) {
        return sanctions
                .points(sellerId, now)
                .chain(points -> store.pointsWithoutSanction(sellerId).map(before -> points + before));
    }

    /** The policy of a seller's newest order; null of one without orders. */
    public Uni<@Nullable Policy> policyOf(String sellerId, Caller caller) {
        OrderStore.Filter theirs = new OrderStore.Filter(
                caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE)
                        ? Visible.everybodysTo(caller)
                        : new Visible.OfSeller(sellerId),
                Optional.empty(),
                Optional.of(sellerId),
                Optional.empty(),
                Optional.empty());
        return orders.newest(theirs, null, 1)
                .map(found -> found.stream().findFirst().map(Order::policy).orElse(null));
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
