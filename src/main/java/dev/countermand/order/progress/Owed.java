package dev.countermand.order.progress;

import dev.countermand.deadline.DeadlineKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deadline that must run, so that nothing ends by being forgotten (P7).
 *
 * @param parcel the one it is about; null for the order's own
 */
public record Owed(DeadlineKind kind, @Nullable UUID parcel) {

    /**
     * The kinds that follow from units and parcels alone: where one of these is not owed, it does not run. All others are set
     * and dropped by the acts that they wait for.
     */
    public static final Set<DeadlineKind> KINDS = Collections.unmodifiableSet(EnumSet.of(
            DeadlineKind.DECLARE_SHIPMENT,
            DeadlineKind.CARRIER_ACCEPTANCE,
            DeadlineKind.PARCEL_OVERDUE,
            DeadlineKind.PARCEL_LOST,
            DeadlineKind.LOST_CASE,
            DeadlineKind.PARCEL_UNANSWERED,
            DeadlineKind.PARCEL_BACK,
            DeadlineKind.RELEASE_ESCROW));
}
