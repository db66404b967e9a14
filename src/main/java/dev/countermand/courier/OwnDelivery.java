package dev.countermand.courier;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Refusal.FieldError;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Address;
import dev.countermand.order.Delivery;
import dev.countermand.order.NewOrder;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderDrafts;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.UnitChoice;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.units.LineUnits;
import dev.countermand.order.units.OrderLine;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.refund.RefundCause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * E1: on any day but the day of delivery the buyer changes time, address or items by phone. An agent enters it; both names
 * are on record.
 */
@NeedsTransaction
@ApplicationScoped
class OwnDelivery {

    /** What is to change; what is null stays as it is. */
    record Change(
            @Nullable LocalDate date,
            @Nullable LocalTime from,
            @Nullable LocalTime until,
            @Nullable Address shipTo) {}

    /** What the buyer wants besides, and what they no longer want. */
    record ItemChange(
            @Nullable List<NewOrder.Item> add, @Nullable List<LineUnits> drop) {}

    private final OrderAccess access;
    private final OrderStore orders;
    private final Refunds refunds;
    private final OrderFlow flow;
    private final InstantSource clock;

    OwnDelivery(OrderAccess access, OrderStore orders, Refunds refunds, OrderFlow flow, InstantSource clock) {
        this.access = access;
        this.orders = orders;
        this.refunds = refunds;
        this.flow = flow;
        this.clock = clock;
    }

    /** Another day, other hours, another address. */
    Uni<Order> change(Caller caller, String orderId, Change request) {
        return access.lockFor(caller, orderId, OrderAction.CHANGE_DELIVERY).chain(order -> {
            Instant now = Timestamps.now(clock);
            refuseOnTheDay(order, now);
            order.deliverTo(changed(order, request, now));
            return orders.save(
                    order, actor(caller, order), now, "order.delivery-changed", "orders/" + orderId, data(order));
        });
    }

    /** More articles, or fewer. What was paid for what goes comes back; what is added is paid later. */
    Uni<Order> changeItems(Caller caller, String orderId, ItemChange request) {
        if (request.add() == null && request.drop() == null) {
            throw Refusal.invalid("add", "or drop must be given").asException();
        }
        return access.lockFor(caller, orderId, OrderAction.CHANGE_ITEMS).chain(order -> {
            Instant now = Timestamps.now(clock);
            refuseOnTheDay(order, now);
            Actor by = actor(caller, order);
            add(order, request.add());
            Money back = order.paidOf(dropped(order, request.drop(), by, now));
            return (Steps.when(
                            back.isPositive(),
                            () -> refunds.request(order, back, RefundCause.CANCELLATION, null, by, now)
                                    .replaceWithVoid()))
                    .chain(() -> orders.save(order, by, now, "order.items-changed", "orders/" + orderId, data(order)))
                    .call(saved -> Steps.when(
                            request.drop() != null, () -> flow.happened(saved, new OrderEvent.UnitsLeft(), now)));
        });
    }

    /** What is dropped goes at once; gives what it was worth. */
    private static Money dropped(Order order, @Nullable List<LineUnits> wanted, Actor by, Instant now) {
        return wanted == null
                ? Money.zero(order.terms().currency())
                : order.cancelUnits(
                        UnitChoice.of(order, "drop", wanted, order.openUnits(), by.role()), CancelledBy.BUYER, now);
    }

    private static void add(Order order, @Nullable List<NewOrder.Item> wanted) {
        if (wanted == null) {
            return;
        }
        List<FieldError> errors = new ArrayList<>();
        List<OrderLine> lines = OrderDrafts.lines("add", wanted, order.goods(), errors);
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors).asException();
        }
        lines.forEach(order::addLine);
    }

    private static Delivery changed(Order order, Change request, Instant now) {
        if (request.date() == null && request.from() == null && request.until() == null && request.shipTo() == null) {
            throw Refusal.invalid("date", "or from, until or shipTo must be given")
                    .asException();
        }
        Delivery before = order.delivery();
        LocalDate date = request.date() == null ? before.date() : request.date();
        ZoneId zone = order.policy().timeZone();
        if (request.date() != null && request.date().isBefore(now.atZone(zone).toLocalDate())) {
            throw Refusal.invalid("date", "must not be in the past").asException();
        }
        LocalTime from = request.from() == null ? before.from() : request.from();
        LocalTime until = request.until() == null ? before.until() : request.until();
        return new Delivery(request.shipTo() == null ? before.to() : request.shipTo(), date, from, until);
    }

    private static void refuseOnTheDay(Order order, Instant now) {
        if (order.isDeliveryDay(now)) {
            throw order.notNow(
                            "DELIVERY_DAY",
                            "It is delivered today; it can be changed on any day but this one (E1)",
                            Set.of(Role.AGENT))
                    .asException();
        }
    }

    /** An agent acts for the buyer; the shop for itself. */
    private static Actor actor(Caller caller, Order order) {
        return caller.isAny(Role.AGENT) ? OrderAccess.buyerOrAgent(caller, order) : caller.as(Role.SERVICE);
    }

    private static Map<String, Object> data(Order order) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("status", order.status().name());
        data.put("total", order.total().text());
        data.put("currency", order.terms().currency().getCurrencyCode());
        if (order.delivery().date() != null) {
            data.put("date", String.valueOf(order.delivery().date()));
        }
        return data;
    }
}
