package dev.countermand.seller.account;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes down what the marketplace's own systems have paid out to sellers, never more than is due to them (A18). */
@NeedsTransaction
@ApplicationScoped
class Payouts {

    /**
     * What was paid out.
     *
     * @param id the marketplace's own, once for all sellers
     * @param amount decimal, in the currency
     */
    record Payout(String id, String sellerId, String amount, String currency, String reference) {}

    /** A payout as it stands, and whether it is new. */
    record Done(PayoutRow row, boolean created) {}

    private final AccountReader accounts;
    private final Journal journal;
    private final InstantSource clock;

    Payouts(AccountReader accounts, Journal journal, InstantSource clock) {
        this.accounts = accounts;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Takes it down once; the same again changes nothing. Refuses more than is due, saying what is. Of two of one seller at
     * once the database lets one be first, and the other is looked at again.
     */
    Uni<Done> pay(Payout payout, Actor by) {
        Currency currency = Currency.inForce(payout.currency())
                .orElseThrow(() -> Refusal.invalid("currency", "must be a currency of ISO 4217 that is in force")
                        .asException());
        Money amount = Money.read("amount", payout.amount(), currency);
        if (!amount.isPositive()) {
            throw Refusal.invalid("amount", "must be more than zero").asException();
        }
        return Panache.getSession()
                .chain(session -> session.find(PayoutRow.class, payout.id()))
                .chain(row -> row == null
                        ? add(payout, amount, by)
                        : Uni.createFrom().item(new Done(same(row, payout, amount), false)));
    }

    private static PayoutRow same(PayoutRow row, Payout payout, Money amount) {
        boolean same = row.sellerId.equals(payout.sellerId())
                && row.currency.equals(payout.currency())
                && row.amount == amount.minor()
                && row.reference.equals(payout.reference());
        if (!same) {
            throw Refusal.notNow("PAYOUT_EXISTS", "There is another payout with this id", null, null)
                    .asException();
        }
        return row;
    }

    private Uni<Done> add(Payout payout, Money amount, Actor by) {
        // The last one is read before what is due: whoever comes between takes this one's number.
        return last(payout)
                .chain(last -> accounts.totals(payout.sellerId(), amount.currency())
                        .chain(totals -> {
                            Money due = totals.payoutsDue();
                            if (amount.compareTo(due) > 0) {
                                throw Refusal.notNow(
                                                "MORE_THAN_DUE",
                                                "Only " + due.inWords() + " are due to this seller",
                                                null,
                                                null)
                                        .asException();
                            }
                            return write(toRow(payout, amount, due, last, by), by);
                        }));
    }

    private static Uni<@Nullable PayoutRow> last(Payout payout) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from PayoutRow where sellerId = :seller and currency = :currency order by number desc",
                                PayoutRow.class)
                        .setParameter("seller", payout.sellerId())
                        .setParameter("currency", payout.currency())
                        .setMaxResults(1)
                        .getSingleResultOrNull());
    }

    private PayoutRow toRow(Payout payout, Money amount, Money due, @Nullable PayoutRow last, Actor by) {
        Instant now = Timestamps.now(clock);
        PayoutRow row = new PayoutRow();
        row.id = payout.id();
        row.entryId = Ids.next(now);
        row.sellerId = payout.sellerId();
        row.currency = payout.currency();
        row.number = last == null ? 1 : last.number + 1;
        row.amount = amount.minor();
        row.paidBefore = last == null ? 0 : last.paidBefore + last.amount;
        row.due = due.minor();
        row.reference = payout.reference();
        row.paidBy = by.subject();
        row.at = now;
        return row;
    }

    private Uni<Done> write(PayoutRow row, Actor by) {
        Map<String, Object> data = new LinkedHashMap<>();
        Currency currency = Currency.getInstance(row.currency);
        data.put("sellerId", row.sellerId);
        data.put("payoutId", row.id);
        data.put("amount", new Money(row.amount, currency).text());
        data.put("currency", row.currency);
        data.put("due", new Money(row.due, currency).text());
        data.put("reference", row.reference);
        Act act = new Act(by, "seller.paid-out", row.sellerId, "sellers/" + row.sellerId, null, row.at, data);
        return Panache.getSession()
                .chain(session -> session.persist(row).call(session::flush))
                .chain(() -> journal.write(act))
                .replaceWith(new Done(row, true));
    }
}
