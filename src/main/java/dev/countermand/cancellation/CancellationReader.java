package dev.countermand.cancellation;

import dev.countermand.cancellation.eligibility.Eligibility;
import dev.countermand.cancellation.eligibility.GoodsReader;
import dev.countermand.cancellation.eligibility.KnownGoods;
import dev.countermand.cancellation.state.AskedUnits;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.cancellation.state.OpenRequest;
import dev.countermand.database.Reads;
import dev.countermand.database.query.Narrowing;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeOffers;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Visible;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.policy.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests, and what a buyer can do now, for those who may see it. */
@ApplicationScoped
public class CancellationReader {

    /** How a list of requests goes. */
    enum Sort {
        OLDEST_FIRST,
        /** One seller's that wait for their answer, what ends soonest first. */
        DUE_FIRST
    }

    /**
     * How an order can be cancelled, under its policy.
     *
     * @param units what the decision is about, by line (P2)
     * @param disputes the kinds that can be opened now (A15, A19)
     */
    record Possible(Eligibility decision, Map<Integer, Integer> units, List<DisputeKind> disputes, Policy policy) {}

    private final CancellationStore store;
    private final GoodsReader parcels;
    private final SellerDesk desk;
    private final OrderAccess access;
    private final Deadlines deadlines;
    private final InstantSource clock;

    CancellationReader(
            CancellationStore store,
            GoodsReader parcels,
            SellerDesk desk,
            OrderAccess access,
            Deadlines deadlines,
            InstantSource clock) {
        this.store = store;
        this.parcels = parcels;
        this.desk = desk;
        this.access = access;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** What the buyer of an order can do now, and why. */
    @Reads
    Uni<Possible> eligibility(String orderId, Caller caller) {
        return access.find(caller, orderId).chain(order -> {
            Instant now = Timestamps.now(clock);
            return goods(order).chain(known -> {
                Eligibility decision = Eligibility.of(order, known, now);
                return withTimes(order, decision)
                        .map(timed -> new Possible(
                                timed,
                                timed.units(order, known, now),
                                DisputeOffers.of(order, known.parcels(), now).kinds(),
                                order.policy()));
            });
        });
    }

    private Uni<KnownGoods> goods(Order order) {
        return parcels.parcels(order)
                .chain(known -> store.known(order, known))
                .chain(known -> openRequest(order).map(open -> open == null ? known : known.with(open)));
    }

    /** When things happen by themselves stands with the order's deadlines: they pause and move. */
    private Uni<Eligibility> withTimes(Order order, Eligibility decision) {
        return switch (decision) {
            // A18: a dispute is possible until the seller has the money.
            case Eligibility.Dispute dispute
            when order.status() == OrderStatus.DELIVERED ->
                due(order, DeadlineKind.RELEASE_ESCROW)
                        .map(due -> new Eligibility.Dispute(dispute.code(), dispute.explanation(), due));
            case Eligibility.Dispute dispute -> Uni.createFrom().item(dispute);
            case Eligibility.None none
            when order.status() == OrderStatus.PAYMENT_VERIFYING && none.until() == null ->
                due(order, DeadlineKind.VERIFY_PAYMENT)
                        .map(due -> new Eligibility.None(none.code(), none.explanation(), due));
            case Eligibility.None none -> Uni.createFrom().item(none);
            // A1: until it closes by itself.
            case Eligibility.Immediate now
            when order.status() == OrderStatus.PLACED ->
                due(order, DeadlineKind.CLOSE_UNPAID)
                        .map(due -> new Eligibility.Immediate(now.code(), now.explanation(), due));
            case Eligibility.Immediate now -> Uni.createFrom().item(now);
            case Eligibility.Request ask -> Uni.createFrom().item(ask);
        };
    }

    private Uni<@Nullable Instant> due(Order order, DeadlineKind kind) {
        return deadlines
                .ofOrders(List.of(order.id()))
                .map(running -> running.stream()
                        .filter(deadline -> deadline.kind() == kind)
                        .map(Deadline::dueAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    /** A6, A9, A13: what becomes of it without an answer, and when; null when none is open. */
    private Uni<@Nullable OpenRequest> openRequest(Order order) {
        return store.open(order).chain(loaded -> {
            if (loaded == null) {
                return Uni.createFrom().nullItem();
            }
            AskedUnits asked = loaded.asked(order);
            return deadlines
                    .ofOrders(List.of(order.id()))
                    .map(running -> OpenRequest.of(
                            order,
                            !asked.in(CancellationStatus.PENDING).isEmpty(),
                            !asked.in(CancellationStatus.CONTESTED).isEmpty(),
                            running));
        });
    }

    /** The units of each of these orders whose refund waits for them already, by line, in the caller's session (D1). */
    public Uni<Map<String, Map<Integer, Integer>>> awaitedUnits(List<Order> orders) {
        return store.awaitedUnits(orders);
    }

    /** One request; what is somebody else's is not there. */
    @Reads
    Uni<SeenCancellation> find(UUID id, Caller caller) {
        return store.orderOf(id)
                .chain(orderId -> access.find(caller, orderId))
                .chain(order -> store.find(order.id(), id)
                        .map(loaded -> seen(Objects.requireNonNull(loaded, "it was there before"), order, caller)));
    }

    /** A page of what the caller asks for; buyers and sellers get their own whatever they ask for. */
    @Reads
    Uni<Page<SeenCancellation>> page(
            Narrowing<CancellationStatus> narrowing, Sort sort, PageRequest page, Caller caller) {
        Visible whose = Visible.to(caller);
        return switch (sort) {
            case OLDEST_FIRST -> store.page(whose, narrowing, page);
            case DUE_FIRST -> desk.page(sellerOf(whose, narrowing), page, whose instanceof Visible.OfSeller);
        };
    }

    /** The one seller whose desk it is: themselves, or the one whom the marketplace's people name. */
    private static String sellerOf(Visible whose, Narrowing<CancellationStatus> narrowing) {
        Optional<String> sellerId = switch (whose) {
            case Visible.OfSeller seller -> Optional.of(seller.sellerId());
            case Visible.Everybodys all -> narrowing.sellerId();
            case Visible.OfBuyer buyer -> Optional.empty();
        };
        if (sellerId.isEmpty() || narrowing.orderId().isPresent()) {
            throw Refusal.invalid("sellerId", "must be given, and nothing else, with sort=dueAt")
                    .asException();
        }
        if (narrowing
                .status()
                .filter(status -> status != CancellationStatus.PENDING)
                .isPresent()) {
            throw Refusal.invalid("status", "must be PENDING with sort=dueAt").asException();
        }
        return sellerId.get();
    }

    /** The latest request of each order that has one, by order, in the caller's session. */
    public Uni<Map<String, SeenCancellation>> latestOf(List<Order> orders, Caller caller) {
        return store.ofOrders(orders.stream().map(Order::id).toList()).map(loaded -> {
            Map<String, Order> byId = new HashMap<>();
            orders.forEach(order -> byId.put(order.id(), order));
            Map<String, SeenCancellation> latest = new HashMap<>();
            for (CancellationStore.Loaded item : loaded) {
                Order order = Objects.requireNonNull(byId.get(item.row().orderId));
                latest.put(order.id(), seen(item, order, caller));
            }
            return latest;
        });
    }

    /** One request of an order at hand, in the caller's session. */
    public Uni<SeenCancellation> of(Order order, UUID id, Caller caller) {
        return store.find(order.id(), id)
                .map(loaded -> seen(Objects.requireNonNull(loaded, "a request of this order"), order, caller));
    }

    private static SeenCancellation seen(CancellationStore.Loaded loaded, Order order, Caller caller) {
        return new SeenCancellation(
                loaded,
                order.terms().currency(),
                sellersView(caller, order.terms().buyerId()),
                null);
    }

    /** Whoever is neither the buyer nor of the marketplace sees what a seller may see. */
    private static boolean sellersView(Caller caller, String buyerId) {
        return !OrderAccess.isBuyer(caller, buyerId)
                && !caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE, Role.AGENT);
    }
}
