package dev.countermand.payment;

import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.units.LineUnits;
import dev.countermand.order.units.OrderLine;
import dev.countermand.payment.page.Grant;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.payment.refund.RefundPurpose;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives money back as goodwill or settlement, never more than what is left of what was paid (A20). */
@ApplicationScoped
class GoodwillRefunds {

    private final OrderAccess access;
    private final OrderStore orders;
    private final Refunds refunds;
    private final OrderFlow flow;
    private final PaymentReader reader;
    private final InstantSource clock;

    GoodwillRefunds(
            OrderAccess access,
            OrderStore orders,
            Refunds refunds,
            OrderFlow flow,
            PaymentReader reader,
            InstantSource clock) {
        this.access = access;
        this.orders = orders;
        this.refunds = refunds;
        this.flow = flow;
        this.reader = reader;
        this.clock = clock;
    }

    /** Grants it; refuses nothing, and more than can be given back, saying how much that is. */
    @WithTransaction
    Uni<PaymentReader.Financials> grant(String orderId, Grant grant, Caller caller) {
        Actor by = caller.as(Role.LEAD, Role.SERVICE);
        Instant now = Timestamps.now(clock);
        return access.lock(caller, orderId)
                .chain(order -> {
                    Money amount = permitted(order, grant, caller);
                    List<RefundPurpose> named = named(order, grant, amount, caller);
                    return refunds.request(
                                    order,
                                    new Refunds.Wanted(null, amount, RefundCause.GOODWILL, named, grant.reason(), null),
                                    now)
                            .chain(() -> orders.save(
                                    order,
                                    by,
                                    now,
                                    "order.refund-granted",
                                    "orders/" + orderId,
                                    data(orderId, amount, grant)))
                            .call(saved -> Steps.when(
                                    !saved.refundable().isPositive()
                                            && !saved.status().ended(),
                                    () -> flow.happened(saved, new OrderEvent.AllRefunded(by), now)));
                })
                .chain(reader::of);
    }

    private static Money permitted(Order order, Grant grant, Caller caller) {
        Money amount = Money.read("amount", grant.amount(), order.terms().currency());
        if (!amount.isPositive()) {
            throw Refusal.invalid("amount", "must be more than zero").asException();
        }
        if (amount.compareTo(order.refundable()) > 0) {
            throw order.notNow(
                            "MORE_THAN_REFUNDABLE",
                            "Only " + order.refundable().inWords() + " can be refunded",
                            caller.roles())
                    .withRefundable(order.refundable().text())
                    .asException();
        }
        return amount;
    }

    /** A20: what of it is for units or for shipping: each goes back once, by whatever way. */
    private static List<RefundPurpose> named(Order order, Grant grant, Money amount, Caller caller) {
        long open = amount.minor();
        List<RefundPurpose> named = new ArrayList<>();
        if (grant.shipping() != null) {
            Money shipping =
                    Money.read("shipping", grant.shipping(), order.terms().currency());
            if (shipping.compareTo(amount) > 0) {
                throw Refusal.invalid("shipping", "must not be more than the amount")
                        .asException();
            }
            unlessGivenBack(order, 0, shipping, caller);
            named.add(RefundPurpose.shipping(shipping.minor()).forStaying());
            open -= shipping.minor();
        }
        if (grant.lines() != null) {
            Set<Integer> seen = new HashSet<>();
            for (LineUnits units : grant.lines()) {
                if (!seen.add(units.line())) {
                    throw Refusal.invalid("lines", "name line " + units.line() + " twice")
                            .asException();
                }
                OrderLine line = line(order, units);
                Money worth = line.costNotGivenBack(units.quantity());
                Money share = worth.min(new Money(open, worth.currency()));
                unlessGivenBack(order, units.line(), share, caller);
                if (share.isPositive()) {
                    named.add(RefundPurpose.units(units.line(), units.quantity(), share.minor())
                            .forStaying());
                }
                open -= share.minor();
            }
        }
        return named;
    }

    private static OrderLine line(Order order, LineUnits units) {
        OrderLine line = order.lines().stream()
                .filter(one -> one.line() == units.line())
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("lines", "name a line that the order does not have")
                        .asException());
        if (units.quantity() > line.left()) {
            throw Refusal.invalid("lines", "name more units than are left of line " + units.line())
                    .asException();
        }
        return line;
    }

    private static void unlessGivenBack(Order order, int line, Money wanted, Caller caller) {
        Money left = order.notGivenBack(line);
        if (wanted.compareTo(left) > 0) {
            throw order.notNow(
                            "GIVEN_BACK_ALREADY",
                            "Of " + (line == 0 ? "the shipping fee" : "line " + line) + " only " + left.inWords()
                                    + " was not given back yet (A20)",
                            caller.roles())
                    .withRefundable(left.text())
                    .asException();
        }
    }

    private static Map<String, Object> data(String orderId, Money amount, Grant grant) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", orderId);
        data.put("amount", amount.text());
        data.put("reason", grant.reason());
        return data;
    }
}
