package dev.countermand.history;

import dev.countermand.http.Problem;
import dev.countermand.order.OrderApi;
import dev.countermand.payment.PaymentMethod;
import dev.countermand.policy.Reason;
import dev.countermand.tracking.event.CarrierEventApi;
import dev.countermand.tracking.event.CarrierStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One order a line, with all that has happened to it. */
public final class HistoryApi {

    private HistoryApi() {}

    /** A line of {@code POST /v1/orders/import}. */
    @RegisterForReflection
    @Schema(name = "ImportedOrder")
    public record Line(
            @NotNull @Valid OrderApi.PlaceOrder order,
            @Size(max = 50) @Nullable List<@NotNull @Valid PastPayment> payments,
            @Size(max = 50) @Nullable List<@NotNull @Valid PastCancellation> cancellations,
            @Size(max = 50) @Nullable List<@NotNull @Valid PastShipment> shipments,

            @Schema(description = "When the buyer confirmed receipt.") @Nullable
            Instant receivedAt) {}

    /** A payment that was captured. */
    @RegisterForReflection
    @Schema(name = "ImportedPayment")
    public record PastPayment(
            @NotNull @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE)
            String id,

            @NotNull PaymentMethod method,

            @NotNull @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE) @Schema(examples = "29.90")
            String amount,

            @NotNull @Size(min = 1, max = 40) String provider,
            @NotNull @Size(min = 1, max = 200) String providerReference,
            @NotNull Instant capturedAt) {}

    /** How a request ended; a request without an outcome still waits. */
    public enum Outcome {
        APPROVED,
        REFUSED,
        WITHDRAWN
    }

    /** A cancellation request for the whole order. */
    @RegisterForReflection
    @Schema(name = "ImportedCancellation")
    public record PastCancellation(
            @NotNull Reason reason,
            @NotNull Instant requestedAt,
            @Nullable Outcome outcome,
            @Nullable Instant outcomeAt) {}

    /** A declared shipment with what the carrier saw. */
    @RegisterForReflection
    @Schema(name = "ImportedShipment")
    public record PastShipment(
            @NotNull String carrier,

            @NotNull @Pattern(regexp = CarrierEventApi.NUMBER, message = CarrierEventApi.NUMBER_MESSAGE)
            String trackingNumber,

            @NotNull Instant declaredAt,
            @Size(max = 500) @Nullable List<@NotNull @Valid PastEvent> events) {}

    /** A carrier's event. */
    @RegisterForReflection
    @Schema(name = "ImportedEvent")
    public record PastEvent(
            @NotNull @Size(min = 1, max = 100) String id,
            @NotNull CarrierStatus status,
            @NotNull Instant occurredAt,
            @Valid CarrierEventApi.@Nullable Place location) {}

    /** What became of a line. */
    public enum Result {
        CREATED,
        /** The same order with the same history was there already. */
        UNCHANGED,
        REJECTED
    }

    /** The answer to a line. */
    @RegisterForReflection
    @Schema(name = "ImportResult")
    public record LineResult(
            @Schema(description = "Counted from 1, empty lines included.", examples = "1")
            long line,

            @Schema(description = "The order's id, where it could be read.") @Nullable
            String id,

            Result result,

            @Schema(description = "Why it was rejected.") @Nullable
            Problem problem) {}
}
