package dev.countermand.payment.chargeback;

import dev.countermand.database.NeedsTransaction;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chargebacks of an order's payments, as they were told (A20a); the caller has the order locked where it writes. */
@ApplicationScoped
public class Chargebacks {

    /**
     * What was said of one, and what it is now.
     *
     * @param amount in minor units of the order's currency
     * @param reason in the bank's or the marketplace's words
     */
    public record Told(
            String id,
            String paymentId,
            long amount,
            ChargebackState state,
            @Nullable String reason,
            Instant toldAt,
            Instant changedAt) {}

    /** All of an order, oldest first. */
    public Uni<List<Told>> of(String orderId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from ChargebackRow where orderId = :order order by toldAt, id", ChargebackRow.class)
                        .setParameter("order", orderId)
                        .getResultList())
                .map(rows -> rows.stream().map(ChargebackRow::toTold).toList());
    }

    /** The one under this id, if it was told before. */
    public static Optional<Told> named(List<Told> all, String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** What the bank has of one payment, or claims. */
    public static long counting(List<Told> all, String paymentId) {
        return all.stream()
                .filter(one -> one.paymentId().equals(paymentId) && one.state().counts())
                .mapToLong(Told::amount)
                .sum();
    }

    /** What of that will not come back. */
    public static long lost(List<Told> all, String paymentId) {
        return all.stream()
                .filter(one -> one.paymentId().equals(paymentId) && one.state() == ChargebackState.LOST)
                .mapToLong(Told::amount)
                .sum();
    }

    /** The one of a payment of which was told last. */
    public static Optional<Told> last(List<Told> all, String paymentId) {
        return all.stream().filter(one -> one.paymentId().equals(paymentId)).max(Comparator.comparing(Told::changedAt));
    }

    /** Takes a new one down. */
    @NeedsTransaction
    public Uni<Void> add(String orderId, Told told) {
        ChargebackRow row = new ChargebackRow();
        row.orderId = orderId;
        row.id = told.id();
        row.paymentId = told.paymentId();
        row.amount = told.amount();
        row.state = told.state();
        row.reason = told.reason();
        row.toldAt = told.toldAt();
        row.changedAt = told.changedAt();
        return Panache.getSession().chain(session -> session.persist(row)).chain(Chargebacks::flush);
    }

    /** What has become of one that was told before. */
    @NeedsTransaction
    public Uni<Void> change(String orderId, String id, ChargebackState state, @Nullable String reason, Instant now) {
        return Panache.getSession()
                .chain(session -> session.find(ChargebackRow.class, new ChargebackRow.Key(orderId, id)))
                .invoke(row -> {
                    row.state = state;
                    row.reason = reason == null ? row.reason : reason;
                    row.changedAt = now;
                })
                .chain(Chargebacks::flush);
    }

    private static Uni<Void> flush() {
        return Panache.getSession().chain(session -> session.flush());
    }
}
