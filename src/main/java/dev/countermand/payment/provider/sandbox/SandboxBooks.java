package dev.countermand.payment.provider.sandbox;

import dev.countermand.database.Sessions;
import dev.countermand.database.query.Columns;
import dev.countermand.database.query.OneColumn;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.payment.provider.PaymentProvider.Instruction;
import dev.countermand.payment.provider.PaymentProvider.Period;
import dev.countermand.payment.provider.RefundKey;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox counted, in statements that commit by themselves: it stands for somebody else's system, whose books know
 * nothing of our transactions.
 */
@ApplicationScoped
class SandboxBooks {

    /** No call gets so far. */
    static final int NEVER = Integer.MAX_VALUE;

    /** A refund that the sandbox has made. */
    record Made(RefundKey key, String paymentReference, Money amount, Instant at) {}

    private final Sessions sessions;

    SandboxBooks(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Counts a call, and makes the refund with the call of this number, if it was not made before.
     *
     * @param tellAt when something is to be told of it; null for never
     * @return the number of this call
     */
    Uni<Integer> called(Instruction instruction, int madeFrom, @Nullable Instant tellAt, Instant now) {
        return sessions.inSession(() -> Panache.getSession()
                .chain(session -> OneColumn.of(session, SandboxSql.CALLED, Integer.class)
                        .setParameter("key", instruction.key().text())
                        .setParameter("payment", instruction.paymentReference())
                        .setParameter("amount", instruction.amount().minor())
                        .setParameter(
                                "currency", instruction.amount().currency().code())
                        .setParameter("now", now)
                        .setParameter("madeFrom", madeFrom)
                        .setParameter("tellAt", tellAt == null ? "" : tellAt.toString())
                        .getSingleResult()));
    }

    Uni<Boolean> isMade(RefundKey key) {
        return sessions.inSession(() -> Panache.getSession()
                .chain(session -> OneColumn.of(session, SandboxSql.MADE, Long.class)
                        .setParameter("key", key.text())
                        .getSingleResult())
                .map(count -> count > 0));
    }

    /** A page in the order of their keys, behind this one. */
    Uni<List<Made>> list(Period period, String after, int page) {
        return sessions.inSession(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(SandboxSql.LIST, Object[].class)
                        .setParameter("from", period.from())
                        .setParameter("to", period.to())
                        .setParameter("after", after)
                        .setParameter("page", page)
                        .getResultList())
                .map(SandboxBooks::made));
    }

    /** Those of which something is to be told by now, in the caller's transaction. */
    Uni<List<Made>> toTell(Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SandboxSql.TO_TELL, Object[].class)
                        .setParameter("now", now)
                        .getResultList())
                .map(SandboxBooks::made);
    }

    private static List<Made> made(List<Object[]> rows) {
        return rows.stream()
                .map(row -> {
                    Columns columns = new Columns(row, 0);
                    Optional<RefundKey> key = RefundKey.parse(columns.text());
                    String payment = columns.text();
                    long amount = Objects.requireNonNull(columns.longOrNull());
                    Currency currency = Currency.getInstance(columns.text());
                    return new Made(key.orElseThrow(), payment, new Money(amount, currency), columns.moment());
                })
                .toList();
    }
}
