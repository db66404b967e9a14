package dev.countermand.simulation;

import dev.countermand.detector.Records;
import dev.countermand.policy.Policy;
import dev.countermand.tracking.event.ParcelHistory;
import dev.countermand.tracking.number.NumberReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as the service has it.
 *
 * @param reports of its number, whosever parcel it is, in the order in which they came in
 * @param acceptedKnownAt since when it is known that the carrier has it
 */
record Tracked(
        SimulatedOrder order,
        SimulatedOrder.Declared declared,
        NumberReading number,
        List<Report> reports,
        @Nullable Instant acceptedKnownAt) {

    static Tracked of(
            SimulatedOrder order,
            SimulatedOrder.Declared declared,
            NumberReading number,
            List<Report> reports,
            Policy policy) {
        Instant earliest = earliest(order, policy);
        Instant bornAfter = bornAfter(order);
        Instant accepted = reports.stream()
                .filter(report -> report.event().status().physical()
                        && !report.event().occurredAt().isBefore(earliest)
                        && report.event().occurredAt().isAfter(bornAfter))
                .map(report -> later(report.reportedAt(), declared.at()))
                .findFirst()
                .orElse(null);
        return new Tracked(order, declared, number, reports, accepted);
    }

    /** What was known of the parcel at a moment, read as the service reads it. */
    ParcelHistory history(Instant now, Policy policy) {
        List<ParcelHistory.Event> known = reports.stream()
                .filter(report -> !report.reportedAt().isAfter(now))
                .map(Report::event)
                .toList();
        return ParcelHistory.of(
                known,
                earliest(order, policy),
                bornAfter(order),
                ParcelHistory.isAt(order.address.country(), order.address.postalCode()));
    }

    boolean acceptedBy(Instant now) {
        return acceptedKnownAt != null && !acceptedKnownAt.isAfter(now);
    }

    private static Instant earliest(SimulatedOrder order, Policy policy) {
        return order.placedAt.minus(policy.shipping().scanBeforeOrder());
    }

    private static Instant bornAfter(SimulatedOrder order) {
        return order.placedAt.minus(Records.EARLIER_LIFE);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
