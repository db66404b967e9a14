package dev.countermand.history;

import dev.countermand.order.NewOrder;
import dev.countermand.payment.intake.NewPayment;
import dev.countermand.policy.Reason;
import dev.countermand.tracking.event.CarrierStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order with all that has happened to it, as it is told; {@link HistoryImport} says whether it can have been so.
 *
 * @param payments that were captured
 * @param receivedAt when the buyer confirmed receipt
 */
public record PastOrder(
        NewOrder order,
        List<Payment> payments,
        List<Cancellation> cancellations,
        List<Shipment> shipments,
        @Nullable Instant receivedAt) {

    /** A payment that was captured. */
    public record Payment(NewPayment payment, Instant capturedAt) {}

    /** How a request ended. */
    public enum Outcome {
        APPROVED,
        REFUSED,
        WITHDRAWN
    }

    /** A request to cancel the whole order; without an outcome it still waits. */
    public record Cancellation(
            Reason reason,
            Instant requestedAt,
            @Nullable Outcome outcome,
            @Nullable Instant outcomeAt) {}

    /** A declared shipment with what the carrier saw. */
    public record Shipment(String carrier, String trackingNumber, Instant declaredAt, List<Event> events) {}

    /** What a carrier saw, and where, as far as it says so. */
    public record Event(
            String id,
            CarrierStatus status,
            Instant occurredAt,
            @Nullable String country,
            @Nullable String postalCode,
            @Nullable String city) {}
}
