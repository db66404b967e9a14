package dev.countermand.order.progress;

import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.state.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far an order has come, and what must run so that it goes on from there (P1, P7).
 *
 * @param status what its units and parcels make it
 * @param acceptedAt when a carrier had the first of the parcels that it still has something in (A14)
 * @param deliveredAt when the last of them was delivered; null unless all were
 * @param owed the deadlines that must run now; of {@link Owed#KINDS} no others run
 */
public record Progress(
        OrderStatus status,
        @Nullable Instant acceptedAt,
        @Nullable Instant deliveredAt,
        List<Owed> owed) {

    private static final Set<OrderStatus> UNDER_WAY =
            EnumSet.of(OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT);

    /**
     * Pure. An order that is not paid yet, has ended or was delivered is what it is: parcels change nothing of that.
     *
     * @param now what it was so far
     * @param open whether units are left that are in no parcel
     * @param parcels all that were ever declared
     * @param contest what the carrier decides about
     * @param held while a dispute is open, or a person holds the escrow, its time does not run (A18, F13)
     */
    public static Progress of(OrderStatus now, boolean open, List<Parcel> parcels, Contest contest, boolean held) {
        List<Parcel> holding = holding(parcels);
        Instant accepted = accepted(holding);
        Instant delivered = delivered(holding);
        OrderStatus status = status(now, open, holding, accepted, delivered);
        return new Progress(
                status,
                accepted,
                open ? null : delivered,
                owed(status, open, holding, !holding.isEmpty() && allBack(open, parcels), contest, held));
    }

    /** The parcels that the order still has something in, as far as they say anything of it. */
    private static List<Parcel> holding(List<Parcel> parcels) {
        List<Parcel> holding = new ArrayList<>(parcels.size());
        List<Parcel> silent = new ArrayList<>(0);
        for (Parcel parcel : parcels) {
            if (parcel.holds()) {
                (parcel.saysNothing() ? silent : holding).add(parcel);
            }
        }
        return holding.isEmpty() ? silent : holding;
    }

    private static OrderStatus status(
            OrderStatus now,
            boolean open,
            List<Parcel> holding,
            @Nullable Instant accepted,
            @Nullable Instant delivered) {
        if (!UNDER_WAY.contains(now) || holding.isEmpty()) {
            return now;
        }
        if (open) {
            return OrderStatus.PROCESSING;
        }
        if (delivered != null) {
            return OrderStatus.DELIVERED;
        }
        return accepted == null ? OrderStatus.SHIPPED : OrderStatus.IN_TRANSIT;
    }

    private static @Nullable Instant accepted(List<Parcel> holding) {
        Instant first = null;
        for (Parcel parcel : holding) {
            Instant at = parcel.acceptedAt();
            if (at != null && (first == null || at.isBefore(first))) {
                first = at;
            }
        }
        return first;
    }

    private static @Nullable Instant delivered(List<Parcel> holding) {
        Instant last = null;
        for (Parcel parcel : holding) {
            if (parcel.state() != ParcelState.DELIVERED) {
                return null;
            }
            Instant at = Objects.requireNonNull(parcel.deliveredAt());
            last = last == null || at.isAfter(last) ? at : last;
        }
        return last;
    }

    /** Whether all that was ever sent came back, and nothing is left to send: then the whole order is settled at once. */
    public static boolean allBack(boolean open, List<Parcel> parcels) {
        if (open) {
            return false;
        }
        for (Parcel parcel : parcels) {
            if (parcel.state() != ParcelState.RETURNED) {
                return false;
            }
        }
        return true;
    }

    private static List<Owed> owed(
            OrderStatus status, boolean open, List<Parcel> holding, boolean allBack, Contest contest, boolean held) {
        List<Owed> owed = new ArrayList<>(holding.size() + 1);
        if (status == OrderStatus.DELIVERED && !held) {
            owed.add(new Owed(DeadlineKind.RELEASE_ESCROW, null));
        }
        if (!UNDER_WAY.contains(status)) {
            return owed;
        }
        if (open) {
            owed.add(new Owed(DeadlineKind.DECLARE_SHIPMENT, null));
        }
        if (allBack) {
            owed.add(new Owed(DeadlineKind.STORAGE_PERIOD, null));
        }
        for (Parcel parcel : holding) {
            DeadlineKind kind = awaited(parcel, allBack);
            if (kind != null) {
                owed.add(new Owed(kind, parcel.id()));
            }
            if (contest.about(parcel)) {
                owed.add(new Owed(DeadlineKind.CARRIER_ACCEPTANCE, parcel.id()));
            }
        }
        return owed;
    }

    /**
     * What ends the wait for this parcel, whatever nobody does.
     *
     * @param allBack the storage period is over for the whole order instead (C2)
     */
    private static @Nullable DeadlineKind awaited(Parcel parcel, boolean allBack) {
        return switch (parcel.state()) {
            case DECLARED -> parcel.asked() ? DeadlineKind.PARCEL_UNANSWERED : DeadlineKind.PARCEL_OVERDUE;
            case ACCEPTED -> DeadlineKind.PARCEL_LOST;
            case LOST -> parcel.asked() ? DeadlineKind.PARCEL_UNANSWERED : DeadlineKind.LOST_CASE;
            case RETURNED -> allBack ? null : DeadlineKind.PARCEL_BACK;
            // With the buyer, or nothing in it.
            case DELIVERED, REPLACED, VOID -> null;
        };
    }
}
