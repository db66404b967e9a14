package dev.countermand.shipment;

import dev.countermand.order.OrderApi;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.event.TrackingNumberApi;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What sellers and carriers say about parcels. */
public final class ShipmentApi {

    private ShipmentApi() {}

    /** {@code POST /v1/orders/{id}/shipments}. */
    @RegisterForReflection
    @Schema(name = "DeclareShipment")
    public record DeclareShipment(
            @NotNull @Schema(description = "Code of the carrier.", examples = "ups")
            String carrier,

            @NotNull
            @Pattern(regexp = ParcelNumber.WRITTEN, message = ParcelNumber.WRITTEN_MESSAGE)
            @Schema(examples = "1Z5R89390357567127")
            String trackingNumber,

            @Schema(description = "Which units are in the parcel; all that are left, if omitted.")
            @Size(min = 1, max = 200)
            @Nullable
            List<OrderApi.@NotNull @Valid Units> lines) {

        Shipments.Declare toCommand() {
            return new Shipments.Declare(carrier, trackingNumber, OrderApi.Units.plain(lines));
        }
    }

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

            TrackingNumberApi.NumberView number) {

        static Declared of(Shipments.Declaration done) {
            return new Declared(
                    ShipmentView.of(done.shipment()),
                    done.shipment().contestedRequestId(),
                    TrackingNumberApi.NumberView.of(done.number()));
        }
    }
}
