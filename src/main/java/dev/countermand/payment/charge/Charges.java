package dev.countermand.payment.charge;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.policy.BornBy;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Books costs beside the price of an order that the caller has locked; each cause is booked once. */
@ApplicationScoped
public class Charges {

    /**
     * What is booked.
     *
     * @param debtor who owes it; a cost that the shop itself bears is the SELLER's, its loss (C3)
     * @param deducted kept back from a refund already; otherwise it is a claim
     * @param cause unique for the order, for example {@code hand-over}
     */
    public record Charge(
            ChargeKind kind,
            BornBy debtor,
            boolean deducted,
            Money amount,
            String rule,
            String statement,
            String cause) {

        /** A part of it. */
        Charge part(boolean kept, Money share, String because) {
            return new Charge(kind, debtor, kept, share, rule, statement, because);
        }
    }

    /** What was booked, and when. */
    public record Booked(
            ChargeKind kind, BornBy debtor, boolean deducted, long amount, String rule, String statement, Instant at) {}

    private final Journal journal;

    Charges(Journal journal) {
        this.journal = journal;
    }

    /** What was booked for an order, oldest first; amounts in minor units of its currency. */
    public Uni<List<Booked>> of(String orderId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from ChargeRow where orderId = :order order by id", ChargeRow.class)
                        .setParameter("order", orderId)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Booked(
                                row.kind, row.debtor, row.deducted, row.amount, row.rule, row.statement, row.at))
                        .toList());
    }

    /** Books each of them. */
    @NeedsTransaction
    public Uni<Void> book(Order order, List<Charge> charges, Actor by, Instant now) {
        return Steps.inTurn(charges, charge -> book(order, charge, by, now));
    }

    /** Books it; nothing is booked for nothing. The caller saves the order: what is deducted can't be refunded any more. */
    @NeedsTransaction
    public Uni<Void> book(Order order, Charge charge, Actor by, Instant now) {
        if (!charge.amount().isPositive()) {
            return Steps.nothing();
        }
        if (charge.deducted()) {
            order.keeping(charge.amount());
        }
        ChargeRow row = new ChargeRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.kind = charge.kind();
        row.debtor = charge.debtor();
        row.deducted = charge.deducted();
        row.amount = charge.amount().minor();
        row.rule = charge.rule();
        row.statement = charge.statement();
        row.cause = charge.cause();
        row.at = now;
        Map<String, Object> data = order.facts().parties();
        data.put("chargeId", row.id.toString());
        data.put("kind", charge.kind().name());
        data.put("debtor", charge.debtor().name());
        data.put("deducted", charge.deducted());
        data.put("amount", charge.amount().text());
        data.put("currency", charge.amount().currency().getCurrencyCode());
        data.put("rule", charge.rule());
        data.put("statement", charge.statement());
        return Panache.getSession()
                .chain(session -> session.persist(row))
                .chain(() ->
                        journal.write(new Act(by, "charge.booked", order.id(), "charges/" + row.id, null, now, data)));
    }
}
