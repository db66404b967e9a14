package dev.countermand.history;

import dev.countermand.cancellation.CancellationHistory;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.Order;
import dev.countermand.order.progress.Contest;
import dev.countermand.order.progress.Owed;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.progress.Progress;
import dev.countermand.order.state.RequestState;
import dev.countermand.policy.Policy;
import dev.countermand.shipment.DueDates;
import dev.countermand.shipment.ShipmentHistory;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.event.ParcelHistory;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The deadlines that run on for an order that came with its past: what must run, as in the present (P7). Pure. */
final class RunningDeadlines {

    /** A deadline that goes on from here. */
    record Due(DeadlineKind kind, String subject, Instant at) {}

    private final Order order;
    private final List<ShipmentHistory.Past> shipments;
    private final CancellationHistory.@Nullable Past open;
    private final Instant now;

    /**
     * @param order as its past has left it
     * @param open its request that is open, or was until nobody answered
     */
    RunningDeadlines(
            Order order, List<ShipmentHistory.Past> shipments, CancellationHistory.@Nullable Past open, Instant now) {
        this.order = order;
        this.shipments = shipments;
        this.open = open;
        this.now = now;
    }

    List<Due> all() {
        Policy policy = order.policy();
        return switch (order.status()) {
            case PLACED, PAYMENT_VERIFYING ->
                ofOrder(
                        DeadlineKind.CLOSE_UNPAID,
                        policy.after(order.terms().placedAt(), policy.payment().closeUnpaidAfter()));
            case PROCESSING ->
                ofOrder(
                        DeadlineKind.DECLARE_SHIPMENT,
                        // Where the buyer pays on delivery the seller's time began with the order (C1).
                        policy.after(
                                Objects.requireNonNullElse(
                                        order.verifiedAt(), order.terms().placedAt()),
                                order.terms().processingTime()));
            case SHIPPED, IN_TRANSIT -> ofParcels();
            case DELIVERED ->
                ofOrder(
                        DeadlineKind.RELEASE_ESCROW,
                        policy.after(
                                Objects.requireNonNull(order.deliveredAt()),
                                policy.escrow().releaseAfterDelivery()));
            // Nothing happens by itself here.
            case COMPLETED, CLOSED_UNPAID, CANCELLED, RETURNED -> List.of();
        };
    }

    private List<Due> ofOrder(DeadlineKind kind, Instant at) {
        return List.of(new Due(kind, order.id(), at));
    }

    private List<Due> ofParcels() {
        List<Parcel> parcels = shipments.stream().map(RunningDeadlines::parcel).toList();
        Contest contest =
                order.openRequest() == RequestState.CONTESTED ? new Contest(order.unitsLeft(), null) : Contest.NONE;
        return Progress.of(order.status(), false, parcels, contest, false).owed().stream()
                .map(this::due)
                .toList();
    }

    private Due due(Owed owed) {
        ShipmentHistory.Past about = shipments.stream()
                .filter(shipment -> shipment.id().equals(owed.parcel()))
                .findFirst()
                .orElse(null);
        String subject = about == null ? order.id() : about.id().toString();
        return new Due(owed.kind(), subject, dueAt(owed, about));
    }

    private Instant dueAt(Owed owed, ShipmentHistory.@Nullable Past about) {
        if (about == null) {
            return now;
        }
        if (owed.kind() == DeadlineKind.CARRIER_ACCEPTANCE && open != null) {
            Instant since = about.declaredAt().isAfter(open.requestedAt()) ? about.declaredAt() : open.requestedAt();
            return order.policy()
                    .businessDays()
                    .plus(since, order.policy().shipping().contestedBusinessDays());
        }
        ParcelHistory.Event last = about.history().last();
        return DueDates.of(
                order, owed, DueDates.Since.past(about.declaredAt(), last == null ? null : last.occurredAt()), now);
    }

    private static Parcel parcel(ShipmentHistory.Past shipment) {
        ParcelHistory history = shipment.history();
        ParcelHistory.Event delivered = history.delivered();
        ParcelHistory.Event last = history.last();
        ParcelState state;
        if (delivered != null) {
            state = ParcelState.DELIVERED;
        } else if (history.acceptedAt() == null) {
            state = ParcelState.DECLARED;
        } else {
            boolean back = last != null && last.status() == CarrierStatus.RETURNED;
            state = back ? ParcelState.RETURNED : ParcelState.ACCEPTED;
        }
        return new Parcel(
                shipment.id(),
                shipment.units(),
                shipment.units().isEmpty(),
                state,
                history.acceptedAt(),
                delivered == null ? null : delivered.occurredAt(),
                false);
    }
}
