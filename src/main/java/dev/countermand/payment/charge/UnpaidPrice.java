package dev.countermand.payment.charge;

import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.payment.ledger.Account;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.policy.BornBy;
import dev.countermand.policy.PaymentDue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * C1, E1: goods that were received and not paid in full are a claim on the buyer, so that no order ends with money that
 * nobody owes. What was to be paid before is claimed before it is handed over, of each part with that part; cash comes with
 * the hand-over and is claimed at the end. It is paid like any other money. The caller has the order locked.
 */
@ApplicationScoped
public class UnpaidPrice {

    private static final String CAUSE = "price";

    private final Charges charges;
    private final Ledger ledger;

    UnpaidPrice(Charges charges, Ledger ledger) {
        this.charges = charges;
        this.ledger = ledger;
    }

    /**
     * What is claimed of the price already.
     *
     * @param times how often something was
     * @param booked all of it
     * @param open what of it is still owed
     */
    private record Claimed(int times, Money booked, Money open) {}

    /** Books what is unpaid and not claimed yet: all of it is the buyer's, or the order is over. */
    public Uni<Void> claim(Order order, Actor by, Instant now) {
        return Steps.when(
                order.unpaid().isPositive(),
                () -> claimed(order).chain(claimed -> book(order, claimed, order.unpaid(), claimed.open(), by, now)));
    }

    /**
     * E1: the same of what the buyer has or is about to get, where it was to be paid before: once for each unit.
     *
     * @param received all units that are the buyer's with it, by line
     */
    public Uni<Void> claimOf(Order order, Map<Integer, Integer> received, Actor by, Instant now) {
        Money nothing = Money.zero(order.terms().currency());
        boolean due = order.policy().payment().due() == PaymentDue.BEFORE_PROCESSING
                && order.neverPaidOf(received, nothing).isPositive();
        return Steps.when(
                due,
                () -> claimed(order).chain(claimed -> {
                    Money paid = claimed.booked().minus(claimed.open());
                    return book(order, claimed, order.neverPaidOf(received, paid), claimed.booked(), by, now);
                }));
    }

    /** E1: units have left: what is claimed and not owed any more falls away, because money that was theirs pays for it. */
    public Uni<Void> fallAway(Order order, Instant now) {
        boolean received = order.lines().stream().anyMatch(line -> line.delivered() > 0 || line.returned() > 0);
        return Steps.when(received, () -> ledger.priceOwed(order, order.unpaid(), now));
    }

    private Uni<Claimed> claimed(Order order) {
        return charges.of(order.id()).chain(booked -> {
            List<Charges.Booked> prices = booked.stream()
                    .filter(charge -> charge.kind() == ChargeKind.PRICE)
                    .toList();
            long sum = prices.stream().mapToLong(Charges.Booked::amount).sum();
            return ledger.accounts(order)
                    .map(accounts -> new Claimed(
                            prices.size(), new Money(sum, order.terms().currency()), accounts.of(Account.OUTSTANDING)));
        });
    }

    private Uni<Void> book(Order order, Claimed claimed, Money wanted, Money already, Actor by, Instant now) {
        Money more = wanted.minus(already);
        return Steps.when(more.isPositive(), () -> charges.book(order, charge(order, more, claimed.times()), by, now));
    }

    /** @param before how often something of the price was claimed: each has a cause of its own */
    private static Charges.Charge charge(Order order, Money due, int before) {
        boolean cash = order.policy().payment().due() == PaymentDue.ON_DELIVERY;
        return new Charges.Charge(
                ChargeKind.PRICE,
                BornBy.BUYER,
                false,
                due,
                cash ? "C1" : "E1",
                cash
                        ? "The goods were received and the cash for them is due: a claim on the buyer"
                        : "The goods are handed over and were not paid in full: a claim on the buyer",
                cause(before));
    }

    private static String cause(int before) {
        return before == 0 ? CAUSE : CAUSE + "-" + (before + 1);
    }
}
