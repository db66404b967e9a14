package dev.countermand.payment.reconciliation;

import dev.countermand.payment.provider.PaymentProvider.Period;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as it stands.
 *
 * @param compared how many things both books, or one of them, have
 * @param differences how many of each kind
 * @param failure why the provider could not be asked, the last time
 */
record Reconciliation(
        UUID id,
        String provider,
        Period period,
        boolean reported,
        ReconciliationStatus status,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        long compared,
        Map<Difference, Long> differences) {

    Reconciliation {
        differences = Map.copyOf(differences);
    }

    static Reconciliation of(ReconciliationRow row, List<Object[]> counts) {
        long compared = 0;
        Map<Difference, Long> differences = new EnumMap<>(Difference.class);
        for (Object[] count : counts) {
            long many = ((Number) count[3]).longValue();
            compared += many;
            String kind = (String) count[2];
            if (!kind.isEmpty()) {
                differences.merge(Difference.valueOf(kind), many, Long::sum);
            }
        }
        return new Reconciliation(
                row.id,
                row.provider,
                row.period(),
                row.reported,
                row.status,
                row.requestedBy,
                row.requestedAt,
                row.finishedAt,
                row.failure,
                compared,
                differences);
    }
}
