package dev.countermand.payment.charge;

import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.policy.BornBy;
import dev.countermand.policy.PaymentDue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * C1, E1: goods that were received and not paid in full are a claim on the buyer, so that no order ends with money that
 * nobody owes. It is paid like any other money; how much of it is open, the order says ({@link Order#unpaid()}).
 */
@ApplicationScoped
public class UnpaidPrice {

    private static final String CAUSE = "price";

    private final Charges charges;

    UnpaidPrice(Charges charges) {
        this.charges = charges;
    }

    /** Books what is unpaid, once; nothing where all is paid. The caller has the order locked. */
    public Uni<Void> claim(Order order, Actor by, Instant now) {
        Money due = order.unpaid();
        if (!due.isPositive()) {
            return Steps.nothing();
        }
        return charges.of(order.id())
                .chain(booked -> Steps.when(
                        booked.stream().noneMatch(charge -> charge.kind() == ChargeKind.PRICE),
                        () -> charges.book(order, charge(order, due), by, now)));
    }

    private static Charges.Charge charge(Order order, Money due) {
        boolean cash = order.policy().payment().due() == PaymentDue.ON_DELIVERY;
        return new Charges.Charge(
                ChargeKind.PRICE,
                BornBy.BUYER,
                false,
                due,
                cash ? "C1" : "E1",
                cash
                        ? "The goods were received and the cash for them is due: a claim on the buyer"
                        : "The goods were received and not paid in full: a claim on the buyer",
                CAUSE);
    }
}
