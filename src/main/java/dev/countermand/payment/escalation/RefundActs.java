package dev.countermand.payment.escalation;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.query.Among;
import dev.countermand.kernel.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people did about refunds that were put before them (A20b); only ever added. */
@ApplicationScoped
public class RefundActs {

    /**
     * What somebody decides.
     *
     * @param how it was paid in another way
     * @param reference under which that can be found
     * @param statement for the buyer
     * @param notAtProvider they have looked at its provider's, who does not have it
     */
    public record Decided(
            RefundActKind kind,
            @Nullable String how,
            @Nullable String reference,
            @Nullable String statement,
            boolean notAtProvider) {}

    /** The same once it was done. */
    public record Done(
            UUID refundId,
            RefundActKind kind,
            @Nullable String how,
            @Nullable String reference,
            @Nullable String statement,
            String by,
            Instant at) {}

    /** All acts on refunds of these orders, oldest first. */
    public Uni<List<Done>> of(Collection<String> orderIds) {
        Among orders = Among.of("orderId", orderIds);
        return Panache.getSession()
                .chain(session -> orders.bind(session.createSelectionQuery(
                                "from RefundActRow where " + orders + " order by id", RefundActRow.class))
                        .getResultList())
                .map(rows -> rows.stream().map(RefundActRow::toDone).toList());
    }

    /** The last one about a refund. */
    public static Optional<Done> last(List<Done> acts, UUID refundId) {
        return acts.stream().filter(act -> act.refundId().equals(refundId)).reduce((one, later) -> later);
    }

    @NeedsTransaction
    public Uni<Void> add(String orderId, UUID refundId, Decided decided, String by, Instant now) {
        RefundActRow row = new RefundActRow();
        row.orderId = orderId;
        row.refundId = refundId;
        row.id = Ids.next(now);
        row.kind = decided.kind();
        row.how = decided.how();
        row.reference = decided.reference();
        row.statement = decided.statement();
        row.notAtProvider = decided.notAtProvider();
        row.decidedBy = by;
        row.at = now;
        return Panache.getSession().chain(session -> session.persist(row));
    }
}
