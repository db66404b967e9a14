package dev.countermand.seller.account;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.payment.ledger.Debtor;
import dev.countermand.payment.ledger.Ledger;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes down what buyers and sellers have paid of what they owe of an order beside its price: costs (C3), fines, claims and
 * ways back (A19, A24). Never more than is open, and once by the marketplace's own id.
 */
@NeedsTransaction
@ApplicationScoped
class ClaimPayments {

    /**
     * What was paid.
     *
     * @param id the marketplace's own, once for the order
     * @param amount decimal, in the order's currency
     */
    record Paid(String id, Debtor debtor, ClaimMeans means, String amount, String reference) {}

    /** A payment as it stands, and whether it is new. */
    record Done(ClaimPaymentRow row, boolean created) {}

    private final OrderAccess access;
    private final AccountReader accounts;
    private final Ledger ledger;
    private final Journal journal;
    private final InstantSource clock;

    ClaimPayments(OrderAccess access, AccountReader accounts, Ledger ledger, Journal journal, InstantSource clock) {
        this.access = access;
        this.accounts = accounts;
        this.ledger = ledger;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Books it; the same again changes nothing. Refuses more than is owed, and to set off more than was released to the
     * seller and neither paid out nor set off before, saying how much that is.
     */
    Uni<Done> pay(String orderId, Paid paid, Caller caller) {
        Actor by = caller.as(Role.LEAD, Role.SERVICE);
        if (paid.means() == ClaimMeans.NETTED && paid.debtor() != Debtor.SELLER) {
            throw Refusal.invalid("means", "must be RECEIVED: buyers get no payouts")
                    .asException();
        }
        return access.lock(caller, orderId).chain(order -> {
            Money amount = Money.read("amount", paid.amount(), order.terms().currency());
            if (!amount.isPositive()) {
                throw Refusal.invalid("amount", "must be more than zero").asException();
            }
            return Panache.getSession()
                    .chain(session ->
                            session.find(ClaimPaymentRow.class, new ClaimPaymentRow.Key(order.id(), paid.id())))
                    .chain(row -> row == null
                            ? add(order, paid, amount, by)
                            : Uni.createFrom().item(new Done(same(row, paid, amount), false)));
        });
    }

    private static ClaimPaymentRow same(ClaimPaymentRow row, Paid paid, Money amount) {
        boolean same = row.debtor == paid.debtor()
                && row.means == paid.means()
                && row.amount == amount.minor()
                && row.reference.equals(paid.reference());
        if (!same) {
            throw Refusal.notNow("CLAIM_PAYMENT_EXISTS", "There is another payment with this id", null, null)
                    .asException();
        }
        return row;
    }

    private Uni<Done> add(Order order, Paid paid, Money amount, Actor by) {
        Instant now = Timestamps.now(clock);
        return Steps.when(paid.means() == ClaimMeans.NETTED, () -> unlessMoreThanThere(order, amount))
                .chain(() -> ledger.claimPaid(order, paid.id(), paid.debtor(), amount, now))
                .chain(owed -> {
                    ClaimPaymentRow row = toRow(order, paid, amount, owed, by, now);
                    return Panache.getSession()
                            .chain(session -> session.persist(row).call(session::flush))
                            .chain(() -> journal.write(act(row, owed.minus(amount), amount, by)))
                            .replaceWith(new Done(row, true));
                });
    }

    /** Payouts never take what is owed; of two who set off at once, the second sees what the first has left. */
    private Uni<Void> unlessMoreThanThere(Order order, Money amount) {
        String sellerId = order.terms().sellerId();
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, AccountSql.LOCK_RELEASES, Short.class)
                        .setParameter("seller", sellerId)
                        .setParameter("currency", amount.currency().getCurrencyCode())
                        .getResultList())
                .chain(() -> accounts.totals(sellerId, amount.currency()))
                .invoke(totals -> {
                    if (amount.compareTo(totals.nettable()) > 0) {
                        throw Refusal.notNow(
                                        "MORE_THAN_DUE",
                                        "Only " + totals.nettable().inWords() + " of what was released can be set off",
                                        null,
                                        null)
                                .asException();
                    }
                })
                .replaceWithVoid();
    }

    private static ClaimPaymentRow toRow(Order order, Paid paid, Money amount, Money owed, Actor by, Instant now) {
        ClaimPaymentRow row = new ClaimPaymentRow();
        row.orderId = order.id();
        row.id = paid.id();
        row.entryId = Ids.next(now);
        row.debtor = paid.debtor();
        row.means = paid.means();
        row.sellerId = order.terms().sellerId();
        row.currency = amount.currency().getCurrencyCode();
        row.amount = amount.minor();
        row.owed = owed.minor();
        row.reference = paid.reference();
        row.paidBy = by.subject();
        row.at = now;
        return row;
    }

    /** What a buyer has paid is no news for the seller's record, and the other way round. */
    private static Act act(ClaimPaymentRow row, Money left, Money amount, Actor by) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", row.orderId);
        data.put("sellerId", row.sellerId);
        data.put("claimPaymentId", row.id);
        data.put("debtor", row.debtor.name());
        data.put("means", row.means.name());
        data.put("amount", amount.text());
        data.put("currency", row.currency);
        data.put("left", left.text());
        data.put("reference", row.reference);
        return new Act(by, "claim.paid", row.orderId, "claims/" + row.id, null, row.at, data);
    }
}
