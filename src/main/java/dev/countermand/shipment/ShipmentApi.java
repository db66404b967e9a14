package dev.countermand.shipment;

import dev.countermand.order.OrderApi;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.number.DecodedNumber;
import dev.countermand.tracking.number.FormatMatch;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What sellers and carriers say about parcels. */
public final class ShipmentApi {

    /** A letter or digit must be among them: blanks and hyphens are only how a number is written. */
    public static final String NUMBER = "(?=.*[A-Za-z0-9])[A-Za-z0-9 -]{4,64}";

    public static final String NUMBER_MESSAGE =
            "must be 4 to 64 of letters, digits, blanks and hyphens, with a letter or digit among them";

    private ShipmentApi() {}

    /** {@code POST /v1/orders/{id}/shipments}. */
    @RegisterForReflection
    @Schema(name = "DeclareShipment")
    public record DeclareShipment(
            @NotNull @Schema(description = "Code of the carrier.", examples = "ups")
            String carrier,

            @NotNull @Pattern(regexp = NUMBER, message = NUMBER_MESSAGE) @Schema(examples = "1Z5R89390357567127")
            String trackingNumber,

            @Schema(description = "Which units are in the parcel; all that are left, if omitted.")
            @Size(min = 1, max = 200)
            @Nullable
            List<OrderApi.@NotNull @Valid Units> lines) {}

    /** A declared shipment and what the carrier saw of it. */
    @RegisterForReflection
    @Schema(name = "Shipment")
    public record ShipmentView(
            UUID id,
            String orderId,
            @Schema(examples = "ups") String carrier,
            @Schema(examples = "1Z5R89390357567127") String trackingNumber,

            @Schema(description = "When the seller said so: a claim, no proof.")
            Instant declaredAt,

            @Schema(description = "The first physical scan that can be this parcel (A14).") @Nullable
            Instant acceptedAt,

            @Nullable Instant deliveredAt,

            @Schema(description = "The carrier's last word.") @Nullable
            CarrierStatus lastStatus) {

        public static ShipmentView of(Shipment shipment) {
            return new ShipmentView(
                    shipment.id(),
                    shipment.orderId(),
                    shipment.carrier(),
                    shipment.trackingNumber(),
                    shipment.declaredAt(),
                    shipment.acceptedAt(),
                    shipment.deliveredAt(),
                    shipment.lastStatus() == null ? null : CarrierStatus.valueOf(shipment.lastStatus()));
        }
    }

    /** The answer to a declaration: the shipment, what became of an open request, and what the number looks like. */
    @RegisterForReflection
    @Schema(name = "DeclaredShipment")
    public record Declared(
            ShipmentView shipment,

            @Schema(description = "The request that is contested by this (A13).") @Nullable
            UUID contestedCancellation,

            NumberView number) {}

    /** A decoded tracking number. */
    @RegisterForReflection
    @Schema(name = "TrackingNumber")
    public record NumberView(
            @Schema(examples = "1Z5R89390357567127") String number,

            @Schema(description = "A format matches wholly and its check digit holds, or it has none.")
            boolean valid,

            @Schema(description = "False when only formats without a check digit match.")
            boolean certain,

            List<MatchView> matches) {

        static NumberView of(DecodedNumber decoded) {
            return new NumberView(
                    decoded.number(),
                    decoded.valid(),
                    decoded.certain(),
                    decoded.matches().stream().map(MatchView::of).toList());
        }
    }

    /** A format the number fits. */
    @RegisterForReflection
    @Schema(name = "TrackingNumberMatch")
    public record MatchView(
            @Schema(examples = "ups") String carrier,
            @Schema(examples = "ups") String format,

            @Schema(description = "HELD, FAILED or NONE.", examples = "HELD")
            String checkDigit,

            @Schema(description = "What the number says: shipper, service, destination.")
            Map<String, String> parts) {

        static MatchView of(FormatMatch match) {
            return new MatchView(
                    match.carrier(), match.format(), match.checkDigit().name(), match.parts());
        }
    }

    /** One item of {@code POST /v1/carrier-events}. */
    @RegisterForReflection
    @Schema(name = "CarrierEvent")
    public record CarrierEvent(
            @NotNull
            @Size(min = 1, max = 100)
            @Schema(description = "The carrier's own id of the event.", examples = "ev-1")
            String id,

            @NotNull @Schema(examples = "ups") String carrier,

            @NotNull @Pattern(regexp = NUMBER, message = NUMBER_MESSAGE) @Schema(examples = "1Z5R89390357567127")
            String trackingNumber,

            @NotNull CarrierStatus status,

            @NotNull
            @Schema(
                    description =
                            "By the carrier's clock, which may be up to 24 hours ahead of ours: a time ahead of ours"
                                    + " counts as the moment at which the event was received.")
            Instant occurredAt,

            @Valid @Nullable Place location,
            @Size(max = 500) @Nullable String description) {}

    /** Where it happened. */
    @RegisterForReflection
    @Schema(name = "CarrierEventLocation")
    public record Place(
            @Pattern(regexp = "[A-Z]{2}", message = "must be a country code of two capital letters (ISO 3166-1)")
            @Schema(examples = "DE")
            @Nullable
            String country,

            @Size(max = 20) @Nullable String postalCode,
            @Size(max = 100) @Nullable String city) {}

    /** What became of one event. */
    public enum EventOutcome {
        STORED,
        DUPLICATE,
        REJECTED
    }

    /** The result for one event. */
    @RegisterForReflection
    @Schema(name = "CarrierEventResult")
    public record EventResult(
            @Schema(description = "As it was sent; empty where it could not be read.", examples = "ev-1")
            String id,

            EventOutcome result,

            @Schema(description = "Why it was rejected, with the fields by their path in the batch.") @Nullable
            String problem) {}

    /** One result per event, in the order in which they were sent. */
    @RegisterForReflection
    @Schema(name = "CarrierEventResults")
    public record EventResults(List<EventResult> items) {}
}
