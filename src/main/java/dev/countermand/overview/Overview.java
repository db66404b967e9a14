package dev.countermand.overview;

import dev.countermand.cancellation.CancellationReader;
import dev.countermand.cancellation.SeenCancellation;
import dev.countermand.cancellation.eligibility.KnownGoods;
import dev.countermand.database.Reads;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.DisputeReader;
import dev.countermand.dispute.state.DisputedParcel;
import dev.countermand.evidence.OwedEvidence;
import dev.countermand.evidence.SeenDemand;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Visible;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.PaymentStore;
import dev.countermand.payment.ledger.Accounts;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.shipment.correction.NumberHistory;
import dev.countermand.shipment.correction.ShipmentNumbers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts orders together for a caller; a page of orders costs as many statements as a single one. */
@ApplicationScoped
public class Overview {

    /**
     * An order with everything that is known of it, as somebody may see it.
     *
     * @param cancellation the latest request
     * @param numbers of shipments whose number was put right (P4)
     * @param dispute the latest
     * @param demands for evidence, oldest first (A16, A26)
     * @param accounts what the ledger's accounts of the order stand at
     * @param owed what of its refunds is before a person, in minor units (A20b)
     * @param allowedActions what they can do now
     * @param orderAgain they are offered the same goods again (A1)
     */
    public record Seen(
            Order order,
            @Nullable SeenCancellation cancellation,
            List<ShipmentStore.Seen> shipments,
            Map<UUID, NumberHistory> numbers,
            DisputeReader.@Nullable Seen dispute,
            List<SeenDemand> demands,
            List<Deadline> deadlines,
            Accounts accounts,
            long owed,
            List<OrderAction> allowedActions,
            boolean orderAgain) {

        /** A20b: given back, or on its way; what is before a person and was not sent is owed instead. */
        public Money refunded() {
            return accounts.refunded().minus(new Money(owed, accounts.currency()));
        }
    }

    /** How a list of orders goes. */
    enum Sort {
        BY_ID,
        NEWEST_FIRST
    }

    private final OrderStore orders;
    private final OrderAccess access;
    private final CancellationReader cancellations;
    private final ShipmentStore shipments;
    private final ShipmentNumbers numbers;
    private final DisputeReader disputes;
    private final OwedEvidence evidence;
    private final Deadlines deadlines;
    private final PaymentStore payments;
    private final Ledger ledger;
    private final InstantSource clock;

    Overview(
            OrderStore orders,
            OrderAccess access,
            CancellationReader cancellations,
            ShipmentStore shipments,
            ShipmentNumbers numbers,
            DisputeReader disputes,
            OwedEvidence evidence,
            Deadlines deadlines,
            PaymentStore payments,
            Ledger ledger,
            InstantSource clock) {
        this.orders = orders;
        this.access = access;
        this.cancellations = cancellations;
        this.shipments = shipments;
        this.numbers = numbers;
        this.disputes = disputes;
        this.evidence = evidence;
        this.deadlines = deadlines;
        this.payments = payments;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** One order; what is somebody else's is not there. */
    @Reads
    Uni<Seen> find(String id, Caller caller) {
        return access.find(caller, id).chain(order -> of(order, caller));
    }

    /** Refuses, before anything else is done for it, an act on an order that is not the caller's. */
    @Reads
    Uni<Void> refuseStrangers(String id, Caller caller) {
        return access.refuseStrangers(caller, id);
    }

    /** A page of what is the caller's to see (A1). */
    @Reads
    Uni<Page<Seen>> page(OrderStore.Filter filter, Sort sort, PageRequest page, Caller caller) {
        Uni<List<Order>> found = switch (sort) {
            case BY_ID -> orders.page(filter, page.after(), page.fetch());
            case NEWEST_FIRST -> newest(filter, page);
        };
        return found.chain(some -> of(some, caller))
                .map(seen -> Page.of(seen, page, one -> one.order().id()));
    }

    private Uni<List<Order>> newest(OrderStore.Filter filter, PageRequest page) {
        if (!filter.ofOne()) {
            throw Refusal.invalid("buyerId", "or sellerId must be given with sort=-placedAt")
                    .asException();
        }
        String after = page.after();
        return after == null
                ? orders.newest(filter, null, page.fetch())
                : orders.find(after)
                        .onItem()
                        .ifNull()
                        .failWith(PageRequest::unknownKey)
                        .chain(last -> orders.newest(filter, last, page.fetch()));
    }

    /** A1: nobody paid it in time; its buyer, or whoever speaks for them, is offered to order again. */
    private static boolean offersAgain(Order order, Caller caller) {
        return order.status() == OrderStatus.CLOSED_UNPAID
                && OrderAccess.rolesOn(caller, order).stream()
                        .anyMatch(role -> role == Role.BUYER || role == Role.AGENT);
    }

    /** An order at hand, in the caller's session. */
    public Uni<Seen> of(Order order, Caller caller) {
        return of(List.of(order), caller).map(List::getFirst);
    }

    /** One buyer's, the newest first, in the caller's session: for whoever has made sure that it is they. */
    Uni<List<Seen>> ofBuyer(String buyerId, int most, Caller caller) {
        return orders.newest(OrderStore.Filter.all(new Visible.OfBuyer(buyerId)), null, most)
                .chain(found -> of(found, caller));
    }

    /** These orders, in their order. */
    private Uni<List<Seen>> of(List<Order> orders, Caller caller) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> ids = orders.stream().map(Order::id).toList();
        return payments.owed(ids)
                .chain(owed -> ledger.accounts(orders)
                        .chain(accounts -> of(orders, ids, new Figures(accounts, owed), caller)));
    }

    /** What the ledger says of these orders, and what of their refunds is before a person, where anything is. */
    private record Figures(Map<String, Accounts> accounts, Map<String, Long> owed) {}

    private Uni<List<Seen>> of(List<Order> orders, List<String> ids, Figures figures, Caller caller) {
        return cancellations
                .latestOf(orders, caller)
                .chain(requests -> parcels(orders)
                        .chain(parcels -> disputes.latestOf(orders, caller)
                                .chain(disputed -> deadlines
                                        .ofOrders(ids)
                                        .chain(due -> evidence.ofOrders(ids, due)
                                                .map(asked -> {
                                                    Map<String, List<Deadline>> running = due.stream()
                                                            .collect(Collectors.groupingBy(Deadline::orderId));
                                                    return orders.stream()
                                                            .map(order -> new Seen(
                                                                    order,
                                                                    requests.get(order.id()),
                                                                    parcels.of(order),
                                                                    parcels.numbers(),
                                                                    disputed.get(order.id()),
                                                                    asked.getOrDefault(order.id(), List.of()),
                                                                    running.getOrDefault(order.id(), List.of()),
                                                                    Objects.requireNonNull(figures.accounts()
                                                                            .get(order.id())),
                                                                    figures.owed()
                                                                            .getOrDefault(order.id(), 0L),
                                                                    actions(order, parcels, caller),
                                                                    offersAgain(order, caller)))
                                                            .toList();
                                                })))));
    }

    /**
     * What is known of the goods of some orders.
     *
     * @param shipments by order, in the order of declaration
     * @param numbers of shipments whose number was put right (P4)
     * @param awaited units whose refund waits for them, by order and line (D1)
     */
    private record Parcels(
            Map<String, List<ShipmentStore.Seen>> shipments,
            Map<UUID, NumberHistory> numbers,
            Map<String, Map<Integer, Integer>> awaited) {

        List<ShipmentStore.Seen> of(Order order) {
            return shipments.getOrDefault(order.id(), List.of());
        }

        OfferedActs offered(Order order, Instant now) {
            List<ShipmentStore.Seen> its = of(order);
            List<DisputedParcel> parcels = DisputedParcel.of(
                    order,
                    its.stream().map(ShipmentStore.Seen::parcel).toList(),
                    its.stream()
                            .map(ShipmentStore.Seen::shipment)
                            .collect(Collectors.toMap(Shipment::id, Shipment::declared)));
            return new OfferedActs(
                    order,
                    new KnownGoods(parcels, awaited.getOrDefault(order.id(), Map.of()), null),
                    its.stream()
                            .map(ShipmentStore.Seen::shipment)
                            .map(parcel -> parcel.with(numbers.getOrDefault(parcel.id(), NumberHistory.NONE)))
                            .toList(),
                    now);
        }
    }

    private Uni<Parcels> parcels(List<Order> orders) {
        return shipments
                .seen(orders)
                .chain(seen -> numbers.ofOrders(orders.stream().map(Order::id).toList())
                        .chain(named ->
                                cancellations.awaitedUnits(orders).map(awaited -> new Parcels(seen, named, awaited))));
    }

    /** What a caller can do with an order; what is somebody else's is not there. */
    @Reads
    Uni<List<OrderAction>> allowed(String id, Caller caller) {
        return access.find(caller, id)
                .chain(order -> parcels(List.of(order)).map(parcels -> actions(order, parcels, caller)));
    }

    private List<OrderAction> actions(Order order, Parcels parcels, Caller caller) {
        return parcels.offered(order, Timestamps.now(clock)).of(OrderAccess.rolesOn(caller, order));
    }
}
