package dev.countermand.seller.account;

import dev.countermand.database.Reads;
import dev.countermand.database.query.Columns;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a seller has got, owes and is due, for those who may see it. */
@ApplicationScoped
class AccountReader {

    /**
     * One entry.
     *
     * @param orderId null of a payout, which is not one order's
     * @param amount what the seller gets is positive
     * @param place behind it, with what the account stands at after it
     */
    record Entry(
            UUID id,
            AccountKind kind,
            @Nullable String orderId,
            String rule,
            Money amount,
            AccountPlace place,
            @Nullable String payoutId,
            @Nullable String reference,
            Instant at) {

        /** Of the account in this currency, after it. */
        Money balance() {
            return place.balance(amount.currency());
        }
    }

    /** A page of the entries, oldest first, and what all of them come to in each currency. */
    record Account(String sellerId, List<Totals> totals, Page<Entry> entries) {}

    /** Sellers see only themselves; other people's account is not there. */
    @Reads
    Uni<Account> account(String sellerId, PageRequest page, Caller caller) {
        if (!caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE)
                && !caller.subject().equals(sellerId)) {
            throw Refusal.notFound("seller").asException();
        }
        return totals(sellerId)
                .chain(totals -> entries(sellerId, page).map(entries -> new Account(sellerId, totals, entries)));
    }

    /** What it comes to in one currency. */
    Uni<Totals> totals(String sellerId, Currency currency) {
        return totals(sellerId)
                .map(all -> all.stream()
                        .filter(each -> each.currency().equals(currency))
                        .findFirst()
                        .orElseGet(() -> new Totals(currency, Map.of())));
    }

    /** By currency, those in which there is anything. */
    Uni<List<Totals>> totals(String sellerId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(AccountSql.TOTALS, Object[].class)
                        .setParameter("seller", sellerId)
                        .getResultList())
                .map(AccountReader::totals);
    }

    private static List<Totals> totals(List<Object[]> rows) {
        Map<String, Map<AccountKind, Long>> sums = new TreeMap<>();
        for (Object[] row : rows) {
            sums.computeIfAbsent((String) row[0], currency -> new EnumMap<>(AccountKind.class))
                    .put(AccountKind.valueOf((String) row[1]), ((Number) row[2]).longValue());
        }
        return sums.entrySet().stream()
                .map(each -> new Totals(Currency.getInstance(each.getKey()), each.getValue()))
                .toList();
    }

    private static Uni<Page<Entry>> entries(String sellerId, PageRequest page) {
        AccountPlace after = AccountPlace.of(page.after());
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(AccountSql.PAGE, Object[].class)
                        .setParameter("seller", sellerId)
                        .setParameter("after", after.id())
                        .setParameter("most", page.fetch())
                        .getResultList())
                .map(rows -> Page.of(
                        entries(rows, after), page, entry -> entry.place().key()));
    }

    private static List<Entry> entries(List<Object[]> rows, AccountPlace after) {
        List<Entry> entries = new ArrayList<>();
        AccountPlace place = after;
        for (Object[] row : rows) {
            Entry entry = entry(row, place);
            entries.add(entry);
            place = entry.place();
        }
        return entries;
    }

    private static Entry entry(Object[] row, AccountPlace before) {
        Columns columns = new Columns(row, 0);
        UUID id = columns.id();
        String order = columns.textOrNull();
        AccountKind kind = AccountKind.valueOf(columns.text());
        String rule = columns.text();
        long minor = Objects.requireNonNull(columns.longOrNull());
        Money amount = new Money(minor, Currency.getInstance(columns.text()));
        String payout = columns.textOrNull();
        String reference = columns.textOrNull();
        return new Entry(id, kind, order, rule, amount, before.then(id, amount), payout, reference, columns.moment());
    }
}
