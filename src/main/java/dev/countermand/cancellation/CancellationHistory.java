package dev.countermand.cancellation;

import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.policy.Liability;
import dev.countermand.policy.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes requests that were made before this service knew the order. */
@ApplicationScoped
public class CancellationHistory {

    /** A request for the whole order as it was, or still is. */
    public record Past(
            UUID id,
            Reason reason,
            Liability liability,
            Instant requestedAt,
            CancellationStatus status,
            @Nullable Instant answeredAt,
            Money amount) {}

    private final CancellationStore store;

    CancellationHistory(CancellationStore store) {
        this.store = store;
    }

    /** Writes them; the order is written already. */
    @NeedsTransaction
    public Uni<Void> take(Order order, List<Past> requests) {
        return Steps.inTurn(requests, past -> {
            CancellationRow row = new CancellationRow();
            row.orderId = order.id();
            row.id = past.id();
            row.status = past.status();
            row.sellerId = order.terms().sellerId();
            row.buyerId = order.terms().buyerId();
            row.reason = past.reason();
            row.whole = true;
            row.amount = past.amount().minor();
            row.liability = past.liability();
            row.requestedAt = past.requestedAt();
            row.requestedBy = order.terms().buyerId();
            row.answeredAt = past.answeredAt();
            row.answeredBy = past.answeredAt() == null ? null : "history";
            return store.write(row, Map.of());
        });
    }
}
