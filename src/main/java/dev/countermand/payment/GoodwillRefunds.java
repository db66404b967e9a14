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
import dev.countermand.payment.refund.RefundCause;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives money back as goodwill or settlement, never more than what is left of what was paid (A20). */
@ApplicationScoped
class GoodwillRefunds {

    /**
     * What is to be given back.
     *
     * @param amount decimal, in the order's currency
     */
    record Grant(String amount, String reason) {}

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
                    return refunds.request(order, amount, RefundCause.GOODWILL, grant.reason(), by, now)
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

    private static Map<String, Object> data(String orderId, Money amount, Grant grant) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", orderId);
        data.put("amount", amount.text());
        data.put("reason", grant.reason());
        return data;
    }
}
