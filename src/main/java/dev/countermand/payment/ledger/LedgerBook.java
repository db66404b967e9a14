package dev.countermand.payment.ledger;

import dev.countermand.database.Steps;
import dev.countermand.database.query.Columns;
import dev.countermand.database.query.OneColumn;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.FlushMode;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger is read and written: what an order's accounts stand at, what is added to them, and releases of many. Booking
 * flushes nothing: the rest of the act is not in these tables, and is written when it is whole.
 */
final class LedgerBook {

    /** A transfer that an act has made, of its order. */
    private record Made(Order order, Transfer transfer) {}

    private LedgerBook() {}

    /** Books what the act makes of what the accounts stand at. */
    static Uni<Void> book(Order order, Instant now, Consumer<Bookings> act) {
        return balances(order).chain(before -> {
            Bookings bookings = new Bookings(before);
            act.accept(bookings);
            List<Made> made = bookings.made().stream()
                    .map(transfer -> new Made(order, transfer))
                    .toList();
            return Steps.when(!made.isEmpty(), () -> write(made, now));
        });
    }

    /** What is booked for one of many orders. */
    record Booking(Order order, Consumer<Bookings> act) {}

    /** {@link #book} for many, each of another order that has accounts: one statement reads, and one writes. */
    static Uni<Void> bookAll(List<Booking> all, Instant now) {
        return balances(all).chain(before -> {
            List<Made> made = new ArrayList<>();
            for (Booking each : all) {
                Order order = each.order();
                Bookings bookings = new Bookings(Objects.requireNonNull(before.get(order.id())));
                each.act().accept(bookings);
                bookings.made().forEach(transfer -> made.add(new Made(order, transfer)));
            }
            return Steps.when(!made.isEmpty(), () -> write(made, now));
        });
    }

    private static Uni<Map<String, Balances>> balances(List<Booking> all) {
        Map<String, Order> orders =
                all.stream().collect(Collectors.toMap(each -> each.order().id(), Booking::order));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LedgerSql.BALANCES_OF_ALL, Object[].class)
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter("orders", orders.keySet().toArray(String[]::new))
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> (String) row[0],
                                row -> kept(
                                        Objects.requireNonNull(orders.get((String) row[0])),
                                        Arrays.copyOfRange(row, 1, row.length)))));
    }

    private static Uni<Balances> balances(Order order) {
        return read(order)
                .chain(kept -> kept != null
                        ? Uni.createFrom().item(kept)
                        : Panache.getSession()
                                .chain(session -> session.createNativeQuery(LedgerSql.OPEN)
                                        .setFlushMode(FlushMode.MANUAL)
                                        .setParameter("order", order.id())
                                        .setParameter("currency", currency(order))
                                        .executeUpdate())
                                .chain(() -> read(order))
                                .map(Objects::requireNonNull));
    }

    private static Uni<@Nullable Balances> read(Order order) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LedgerSql.BALANCES, Object[].class)
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter("order", order.id())
                        .getResultList())
                .map(rows -> rows.isEmpty() ? null : kept(order, rows.getFirst()));
    }

    /** What the accounts stand at, for whoever shows it or looks whether something can be booked. */
    static Uni<Accounts> shown(Order order) {
        return shown(List.of(order)).map(found -> Objects.requireNonNull(found.get(order.id())));
    }

    /** The same of many orders, in one statement. */
    static Uni<Map<String, Accounts>> shown(List<Order> orders) {
        Map<String, Order> byId =
                orders.stream().collect(Collectors.toMap(Order::id, Function.identity(), (a, b) -> a));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LedgerSql.SHOWN, Object[].class)
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter("orders", byId.keySet().toArray(String[]::new))
                        .getResultList())
                .map(rows -> {
                    Map<String, Accounts> found = new HashMap<>();
                    byId.forEach((id, order) -> found.put(id, Accounts.none(order)));
                    for (Object[] row : rows) {
                        Order order = Objects.requireNonNull(byId.get((String) row[0]));
                        Object[] figures = Arrays.copyOfRange(row, 1, row.length);
                        found.put(order.id(), accounts(figures, order.terms().currency()));
                    }
                    return found;
                });
    }

    private static Accounts accounts(Object[] row, Currency currency) {
        Map<Account, Money> standing = new EnumMap<>(Account.class);
        minor(row).forEach((account, minor) -> standing.put(account, new Money(minor, currency)));
        int behind = Account.values().length;
        return new Accounts(
                money(row[behind], currency),
                money(row[behind + 1], currency),
                money(row[behind + 2], currency),
                standing);
    }

    private static Money money(Object minor, Currency currency) {
        return new Money(((Number) minor).longValue(), currency);
    }

    private static Map<Account, Long> minor(Object[] row) {
        Map<Account, Long> minor = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            minor.put(account, ((Number) row[account.ordinal()]).longValue());
        }
        return minor;
    }

    private static Balances kept(Order order, Object[] row) {
        return Balances.of(order.terms().currency(), minor(row));
    }

    private static Uni<Void> write(List<Made> made, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LedgerSql.BOOK)
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter("at", now)
                        .setParameter("orders", texts(made, each -> each.order().id()))
                        .setParameter("currencies", texts(made, each -> currency(each.order())))
                        .setParameter("ids", texts(made, each -> Ids.next(now).toString()))
                        .setParameter(
                                "causes", of(made, transfer -> transfer.cause().name()))
                        .setParameter("subjects", of(made, Transfer::subject))
                        .setParameter(
                                "sources", of(made, transfer -> transfer.from().name()))
                        .setParameter(
                                "targets", of(made, transfer -> transfer.to().name()))
                        .setParameter(
                                "amounts",
                                of(
                                        made,
                                        transfer ->
                                                Long.toString(transfer.amount().minor())))
                        .setParameter("rules", of(made, Transfer::rule))
                        .setParameter("payments", of(made, Transfer::paymentId))
                        .setParameter("refunds", of(made, transfer -> text(transfer.refundId())))
                        .setParameter("sellers", texts(made, each -> seller(each.order(), each.transfer())))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static @Nullable String seller(Order order, Transfer transfer) {
        return transfer.isSellers() ? order.terms().sellerId() : null;
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static String currency(Order order) {
        return order.terms().currency().getCurrencyCode();
    }

    private static @Nullable String[] of(List<Made> made, Function<Transfer, @Nullable String> text) {
        return texts(made, each -> text.apply(each.transfer()));
    }

    private static @Nullable String[] texts(List<Made> made, Function<Made, @Nullable String> text) {
        return made.stream().map(text).toArray(String[]::new);
    }

    /** Of these refunds, those that were sent and have not come back. */
    static Uni<Set<UUID>> out(Set<String> orders, Set<UUID> refunds) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, LedgerSql.OUT, UUID.class)
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter("orders", orders.toArray(String[]::new))
                        .setParameter(
                                "refunds", refunds.stream().map(UUID::toString).toArray(String[]::new))
                        .getResultList())
                .map(Set::copyOf);
    }

    /** What was booked for a refund. */
    static Uni<Trail> ofRefund(Order order, UUID refundId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LedgerSql.OF_REFUND, Object[].class)
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter("order", order.id())
                        .setParameter("refund", refundId)
                        .getResultList())
                .map(rows -> trail(order, rows));
    }

    /** What was booked for anything else. */
    static Uni<Trail> ofSubject(Order order, String subject) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LedgerSql.OF_SUBJECT, Object[].class)
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter("order", order.id())
                        .setParameter("subject", subject)
                        .getResultList())
                .map(rows -> trail(order, rows));
    }

    /** These of what was booked. */
    static Uni<Trail> ofTransfers(Order order, List<UUID> transfers) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LedgerSql.OF_TRANSFERS, Object[].class)
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter("order", order.id())
                        .setParameter(
                                "transfers",
                                transfers.stream().map(UUID::toString).toArray(String[]::new))
                        .getResultList())
                .map(rows -> trail(order, rows));
    }

    /** What was booked for chargebacks of a payment. */
    static Uni<Trail> ofChargebacks(Order order, String paymentId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LedgerSql.OF_CHARGEBACKS, Object[].class)
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter("order", order.id())
                        .setParameter("payment", paymentId)
                        .getResultList())
                .map(rows -> trail(order, rows));
    }

    /** A20a: what the marketplace has given for chargebacks of an order, and has not got back so far. */
    static Uni<Money> advanced(Order order) {
        return order.chargedBack().isPositive()
                ? Panache.getSession()
                        .chain(session -> OneColumn.of(session, LedgerSql.ADVANCED, Long.class)
                                .setFlushMode(FlushMode.MANUAL)
                                .setParameter("order", order.id())
                                .getSingleResult())
                        .map(minor -> new Money(minor, order.terms().currency()))
                : Uni.createFrom().item(Money.zero(order.terms().currency()));
    }

    /** How often what an order held was cleared after its end. */
    static Uni<Integer> clearings(Order order) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, LedgerSql.CLEARINGS, Long.class)
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter("order", order.id())
                        .setParameter("subjects", "orders/" + order.id() + "/%")
                        .getSingleResult())
                .map(Math::toIntExact);
    }

    private static Trail trail(Order order, List<Object[]> rows) {
        Currency currency = order.terms().currency();
        return new Trail(
                currency,
                rows.stream()
                        .map(row -> new Transfer(
                                Cause.valueOf((String) row[0]),
                                Account.valueOf((String) row[1]),
                                Account.valueOf((String) row[2]),
                                new Money(((Number) row[3]).longValue(), currency),
                                (String) row[4],
                                (String) row[5],
                                (String) row[6],
                                (UUID) row[7]))
                        .toList());
    }

    /** What is held of these orders, if they are completed and not frozen. */
    static Uni<Void> release(List<String> orderIds, Instant now) {
        String[] orders = orderIds.toArray(String[]::new);
        String[] ids = orderIds.stream().map(id -> Ids.next(now).toString()).toArray(String[]::new);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LedgerSql.RELEASE)
                        .setParameter("orders", orders)
                        .setParameter("ids", ids)
                        .setParameter("at", now)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** What came in from the buyer and goes back to them, in the order in which it was booked. */
    static Uni<List<Ledger.Entry>> ofBuyer(String orderId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LedgerSql.OF_BUYER, Object[].class)
                        .setParameter("order", orderId)
                        .getResultList())
                .map(rows -> rows.stream().map(LedgerBook::entry).toList());
    }

    private static Ledger.Entry entry(Object[] row) {
        return new Ledger.Entry(
                (String) row[0], ((Number) row[1]).longValue(), (String) row[2], (UUID) row[3], moment(row[4]));
    }

    private static Instant moment(Object value) {
        return Objects.requireNonNull(Columns.moment(value));
    }
}
