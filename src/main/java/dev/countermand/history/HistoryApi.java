package dev.countermand.history;

import dev.countermand.http.Problem;
import dev.countermand.order.OrderApi;
import dev.countermand.payment.intake.NewPayment;
import dev.countermand.payment.intake.PaymentMethod;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.policy.Reason;
import dev.countermand.tracking.event.CarrierEventApi;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.event.ParcelNumber;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
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
            Instant receivedAt) {

        /**
         * @param originHash of this line: the same line again is the same order
         */
        PastOrder toCommand(String originHash) {
            return new PastOrder(
                    order.toCommand(originHash),
                    each(payments, PastPayment::toCommand),
                    each(cancellations, PastCancellation::toCommand),
                    each(shipments, PastShipment::toCommand),
                    receivedAt);
        }
    }

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

            @NotNull
            @Size(min = 1, max = 200)
            @Pattern(regexp = NewPayment.REFERENCE, message = NewPayment.REFERENCE_MESSAGE)
            String providerReference,

            @NotNull Instant capturedAt) {

        PastOrder.Payment toCommand() {
            return new PastOrder.Payment(
                    new NewPayment(id, method, amount, PaymentState.CAPTURED, provider, providerReference), capturedAt);
        }
    }

    /** A cancellation request for the whole order. */
    @RegisterForReflection
    @Schema(name = "ImportedCancellation")
    public record PastCancellation(
            @NotNull Reason reason,
            @NotNull Instant requestedAt,
            PastOrder.@Nullable Outcome outcome,
            @Nullable Instant outcomeAt) {

        PastOrder.Cancellation toCommand() {
            return new PastOrder.Cancellation(reason, requestedAt, outcome, outcomeAt);
        }
    }

    /** A declared shipment with what the carrier saw. */
    @RegisterForReflection
    @Schema(name = "ImportedShipment")
    public record PastShipment(
            @NotNull String carrier,

            @NotNull @Pattern(regexp = ParcelNumber.WRITTEN, message = ParcelNumber.WRITTEN_MESSAGE)
            String trackingNumber,

            @NotNull Instant declaredAt,
            @Size(max = 500) @Nullable List<@NotNull @Valid PastEvent> events) {

        PastOrder.Shipment toCommand() {
            return new PastOrder.Shipment(carrier, trackingNumber, declaredAt, each(events, PastEvent::toCommand));
        }
    }

    /** A carrier's event. */
    @RegisterForReflection
    @Schema(name = "ImportedEvent")
    public record PastEvent(
            @NotNull @Size(min = 1, max = 100) String id,
            @NotNull CarrierStatus status,
            @NotNull Instant occurredAt,
            @Valid CarrierEventApi.@Nullable Place location) {

        PastOrder.Event toCommand() {
            return location == null
                    ? new PastOrder.Event(id, status, occurredAt, null, null, null)
                    : new PastOrder.Event(
                            id, status, occurredAt, location.country(), location.postalCode(), location.city());
        }
    }

    private static <T, R> List<R> each(@Nullable List<T> items, Function<T, R> command) {
        return items == null ? List.of() : items.stream().map(command).toList();
    }

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
