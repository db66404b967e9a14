package dev.countermand.shipment;

import dev.countermand.cancellation.CancellationOutcomes;
import dev.countermand.cancellation.ContestedRequests;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.UnitChoice;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.units.LineUnits;
import dev.countermand.payment.charge.UnpaidPrice;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.seller.SellingGate;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.event.TrackingNumbers;
import dev.countermand.tracking.number.DecodedNumber;
import dev.countermand.tracking.number.NumberReading;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sellers declare shipments; buyers confirm receipt. */
@ApplicationScoped
public class Shipments {

    /** The shop's own couriers, where the policy knows them (E1): the number is the shop's own. */
    public static final String OWN_COURIER = ParcelNumber.OWN_COURIER;

    private final OrderAccess access;
    private final OrderStore orders;
    private final ShipmentStore store;
    private final TrackingNumbers numbers;
    private final CancellationOutcomes requests;
    private final ContestedRequests contested;
    private final ParcelProgress progress;
    private final UnpaidPrice unpaid;
    private final Ledger ledger;
    private final LateEventCheck lateEvents;
    private final SellingGate gate;
    private final OrderFlow flow;
    private final InstantSource clock;

    Shipments(
            OrderAccess access,
            OrderStore orders,
            ShipmentStore store,
            TrackingNumbers numbers,
            CancellationOutcomes requests,
            ContestedRequests contested,
            ParcelProgress progress,
            UnpaidPrice unpaid,
            Ledger ledger,
            LateEventCheck lateEvents,
            SellingGate gate,
            OrderFlow flow,
            InstantSource clock) {
        this.access = access;
        this.orders = orders;
        this.store = store;
        this.numbers = numbers;
        this.requests = requests;
        this.contested = contested;
        this.progress = progress;
        this.unpaid = unpaid;
        this.ledger = ledger;
        this.lateEvents = lateEvents;
        this.gate = gate;
        this.flow = flow;
        this.clock = clock;
    }

    /**
     * What a seller declares.
     *
     * @param carrier code of the carrier, or {@link #OWN_COURIER}
     * @param units which are in the parcel; all that are left, if null
     */
    record Declare(
            String carrier, String trackingNumber, @Nullable List<LineUnits> units) {}

    /** A shipment that was just declared, and what its number looks like. */
    record Declaration(Order order, ShipmentStore.Seen shipment, DecodedNumber number) {}

    /** A9, A13. Refuses a seller who is suspended, or has used up their selling limit (A27). */
    @NeedsTransaction
    Uni<Declaration> declare(Caller caller, String orderId, Declare request) {
        boolean own = request.carrier().equals(OWN_COURIER);
        if (!own) {
            numbers.faultOf(request.carrier()).ifPresent(fault -> {
                throw Refusal.invalid("carrier", fault).asException();
            });
        }
        Actor by = caller.as(Role.SELLER);
        return access.lock(caller, orderId).chain(order -> {
            if (!OrderAccess.isSeller(caller, order.terms().sellerId())) {
                throw Refusal.notFound("order").asException();
            }
            if (own && order.policy().shipping().deliveredBy() != DeliveredBy.OWN) {
                throw Refusal.invalid("carrier", "must be a carrier: this market has no couriers of its own")
                        .asException();
            }
            order.refusalOf(OrderAction.DECLARE_SHIPMENT, Set.of(Role.SELLER)).ifPresent(refusal -> {
                throw refusal.asException();
            });
            Map<Integer, Integer> units = UnitChoice.of(order, request.units(), order.openUnits(), Role.SELLER);
            Instant now = Timestamps.now(clock);
            return gate.passOrRefuse(order, now)
                    .chain(() -> contested.contest(order, units, now))
                    .chain(open -> {
                        ShipmentRow row = toRow(order, request, by, now);
                        row.contestedRequestId = open == null ? null : open.id();
                        row.contestedRequestAt = open == null ? null : open.requestedAt();
                        order.declareShipped(units, now);
                        return store.insert(row, units)
                                .chain(() -> lateEvents.onceCommitted(order.id(), row.number(), now))
                                .chain(() -> orders.save(
                                        order,
                                        by,
                                        now,
                                        ParcelState.DECLARED.event(),
                                        "shipments/" + row.id,
                                        declared(order, row)))
                                .call(saved -> flow.happened(
                                        saved,
                                        new OrderEvent.ShipmentDeclared(row.id, row.carrier, row.trackingNumber),
                                        now))
                                .chain(saved -> store.seen(List.of(saved))
                                        .map(seen -> new Declaration(
                                                saved,
                                                seen.getOrDefault(saved.id(), List.of()).stream()
                                                        .filter(one -> one.shipment()
                                                                .id()
                                                                .equals(row.id))
                                                        .findFirst()
                                                        .orElseThrow(),
                                                numbers.decode(request.trackingNumber(), own ? null : row.carrier))));
                    });
        });
    }

    /**
     * L2, P1: the shop's own courier has these units with them, and nobody has declared a parcel of them: from now on they are
     * in one. The caller has the order locked.
     */
    @NeedsTransaction
    public Uni<UUID> withOwnCourier(Order order, Map<Integer, Integer> units, Actor by, Instant now) {
        ShipmentRow row = newRow(order, by, now);
        row.carrier = OWN_COURIER;
        row.trackingNumber = row.id.toString();
        row.settled = true;
        order.declareShipped(units, now);
        return store.insert(row, units)
                .chain(() -> orders.save(
                        order, by, now, ParcelState.DECLARED.event(), "shipments/" + row.id, declared(order, row)))
                .replaceWith(row.id);
    }

    /** A18: the buyer has the goods; escrow goes to the seller. */
    @NeedsTransaction
    Uni<Order> confirmReceipt(Caller caller, String orderId) {
        Actor by = caller.as(Role.BUYER);
        return access.lock(caller, orderId).chain(order -> {
            if (!OrderAccess.isBuyer(caller, order.terms().buyerId())) {
                throw Refusal.notFound("order").asException();
            }
            if (order.status() == OrderStatus.COMPLETED) {
                return Uni.createFrom().item(order);
            }
            order.refusalOf(OrderAction.CONFIRM_RECEIPT, Set.of(Role.BUYER)).ifPresent(refusal -> {
                throw refusal.asException();
            });
            Instant now = Timestamps.now(clock);
            order.complete(now);
            return requests.takenBack(order, by, now)
                    .chain(() -> progress.settle(order, now))
                    .chain(() -> unpaid.claim(order, by, now))
                    .chain(() -> orders.save(
                            order,
                            by,
                            now,
                            "order.completed",
                            "orders/" + orderId,
                            Map.of("because", "the buyer confirmed receipt", "rule", "A18")))
                    .call(() -> ledger.released(List.of(orderId), now));
        });
    }

    private static ShipmentRow newRow(Order order, Actor by, Instant now) {
        ShipmentRow row = new ShipmentRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.sellerId = order.terms().sellerId();
        row.declaredAt = now;
        row.declaredBy = by.subject();
        row.changedAt = now;
        row.parcelState = ParcelState.DECLARED;
        return row;
    }

    private ShipmentRow toRow(Order order, Declare request, Actor by, Instant now) {
        ShipmentRow row = newRow(order, by, now);
        ParcelNumber parcel = numbers.parcel(request.carrier(), request.trackingNumber());
        row.carrier = parcel.carrier();
        row.trackingNumber = parcel.trackingNumber();
        // No carrier will ever tell anything of it: there is nothing for a sweep to look for.
        row.settled = row.carrier.equals(OWN_COURIER);
        if (!row.settled) {
            row.take(NumberReading.of(numbers.decode(row.trackingNumber, row.carrier)));
        }
        return row;
    }

    private static Map<String, Object> declared(Order order, ShipmentRow row) {
        Map<String, Object> data = row.told(order);
        data.put("parcelState", ParcelState.DECLARED.name());
        if (row.contestedRequestId != null) {
            data.put("contestedCancellation", row.contestedRequestId.toString());
        }
        return data;
    }
}
