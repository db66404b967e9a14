package dev.countermand.dispute;

import dev.countermand.database.Reads;
import dev.countermand.database.query.Narrowing;
import dev.countermand.dispute.state.DisputeAction;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.evidence.Evidence;
import dev.countermand.evidence.EvidenceStore;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Visible;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Disputes, for those who may see them. */
@ApplicationScoped
public class DisputeReader {

    /**
     * A dispute as somebody may see it.
     *
     * @param offers what was asked and offered, oldest first
     * @param evidence what the seller gave; null for who does not see it
     * @param allowedActions what they can do now
     */
    public record Seen(
            DisputeStore.Item item,
            List<DisputeOfferRow> offers,
            @Nullable List<Evidence> evidence,
            List<DisputeAction> allowedActions) {

        /** The order it is about. */
        public String orderId() {
            return item.row().orderId;
        }
    }

    /**
     * A dispute of an order.
     *
     * @param version the order's: every act on a dispute is one on its order
     */
    record Found(long version, Seen dispute) {}

    private final DisputeStore store;
    private final EvidenceStore evidence;
    private final OrderAccess access;

    DisputeReader(DisputeStore store, EvidenceStore evidence, OrderAccess access) {
        this.store = store;
        this.evidence = evidence;
        this.access = access;
    }

    /** One dispute; what is somebody else's is not there. */
    @Reads
    Uni<Found> find(UUID id, Caller caller) {
        return store.orderOf(id)
                .chain(orderId -> Sides.asDispute(access.find(caller, orderId)))
                .chain(order -> store.find(order.id(), id)
                        .map(row -> new Disputes.Done(order, Objects.requireNonNull(row, "it was there before")))
                        .chain(done -> of(done, caller))
                        .map(seen -> new Found(order.version(), seen)));
    }

    /** A page by id, oldest first; buyers and sellers get their own, the marketplace's people and systems all. */
    @Reads
    Uni<Page<Seen>> page(Narrowing<DisputeStatus> narrowing, PageRequest page, Caller caller) {
        return store.page(Visible.to(caller), narrowing, page)
                .chain(items -> of(items, caller))
                .map(found -> Page.of(found, page, seen -> seen.item().row().id.toString()));
    }

    /** The latest dispute of each order that has one, by order, in the caller's session. */
    public Uni<Map<String, Seen>> latestOf(List<Order> orders, Caller caller) {
        Map<String, Order> byId = new HashMap<>();
        orders.forEach(order -> byId.put(order.id(), order));
        return store.ofOrders(List.copyOf(byId.keySet())).chain(rows -> {
            Map<String, DisputeStore.Item> latest = new HashMap<>();
            for (DisputeRow row : rows) {
                Order order = Objects.requireNonNull(byId.get(row.orderId), "only of these orders");
                latest.put(row.orderId, new DisputeStore.Item(row, order));
            }
            return of(List.copyOf(latest.values()), caller)
                    .map(seen -> seen.stream().collect(Collectors.toMap(Seen::orderId, Function.identity())));
        });
    }

    /** A dispute after an act, in its session. */
    public Uni<Seen> of(Disputes.Done done, Caller caller) {
        return of(List.of(done.item()), caller).map(List::getFirst);
    }

    /** These disputes, in their order; a page costs as many statements as a single one. */
    private Uni<List<Seen>> of(List<DisputeStore.Item> items, Caller caller) {
        if (items.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<DisputeRow> rows = items.stream().map(DisputeStore.Item::row).toList();
        List<String> documented = rows.stream()
                .filter(row -> seesEvidence(caller, row))
                .map(row -> row.orderId)
                .distinct()
                .toList();
        return store.offers(rows)
                .chain(offers -> evidence.ofOrders(documented)
                        .map(documents -> items.stream()
                                .map(item -> seen(
                                        item,
                                        offers.getOrDefault(item.row().id, List.of()),
                                        documented.contains(item.row().orderId)
                                                ? documents.getOrDefault(item.row().orderId, List.of())
                                                : null,
                                        caller))
                                .toList()));
    }

    private static Seen seen(
            DisputeStore.Item item, List<DisputeOfferRow> offers, @Nullable List<Evidence> documents, Caller caller) {
        DisputeRow row = item.row();
        return new Seen(
                item,
                offers,
                documents,
                Disputes.unlessEndless(Sides.allowed(caller, row, row.state(item.order())), offers.size()));
    }

    /** What sellers show of their posting is for those who judge it, not for the buyer. */
    private static boolean seesEvidence(Caller caller, DisputeRow row) {
        return caller.isAny(Role.MODERATOR, Role.LEAD) || OrderAccess.isSeller(caller, row.sellerId);
    }
}
