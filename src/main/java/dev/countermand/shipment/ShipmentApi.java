package dev.countermand.shipment;

import dev.countermand.kernel.Spoken;
import dev.countermand.order.OrderApi;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.OrderStatus;
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
import java.util.Map;
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
            CarrierStatus lastStatus,

            @Schema(description = "Where the parcel is in its own life (P1).")
            ParcelState state,

            @Schema(
                    description =
                            "The units that are in it and have not left the order; empty where nobody has said what is in it.")
            List<ParcelUnitsView> lines,

            @Schema(description = "Since when it counts as lost (P5, P6).") @Nullable
            Instant lostAt,

            @Schema(
                    description = "What buyer and seller have to know of it, where something is to be known.",
                    examples =
                            "The carrier has told nothing of this parcel since 2026-11-01 10:00 UTC: it counts as lost. The buyer can claim the money for it; without a claim a person decides (P5)")
            @Nullable
            String notice) {

        /**
         * @param order the status of its order
         */
        public static ShipmentView of(ShipmentStore.Seen seen, OrderStatus order) {
            Shipment shipment = seen.shipment();
            ParcelState state = seen.parcel().stateIn(order);
            return new ShipmentView(
                    shipment.id(),
                    shipment.orderId(),
                    shipment.carrier(),
                    shipment.trackingNumber(),
                    shipment.declaredAt(),
                    shipment.acceptedAt(),
                    shipment.deliveredAt(),
                    shipment.lastStatus() == null ? null : CarrierStatus.valueOf(shipment.lastStatus()),
                    state,
                    seen.parcel().units().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(unit -> new ParcelUnitsView(unit.getKey(), unit.getValue()))
                            .toList(),
                    state == ParcelState.LOST ? shipment.lostAt() : null,
                    notice(shipment, state, seen.parcel().holds()));
        }

        private static @Nullable String notice(Shipment shipment, ParcelState state, boolean holds) {
            if (!holds) {
                return null;
            }
            return switch (state) {
                case LOST -> (shipment.acceptedAt() == null
                                ? "Nobody has scanned or delivered this parcel"
                                : "The carrier has told nothing of this parcel since "
                                        + Spoken.at(shipment.lastEventAt()))
                        + ": it counts as lost. "
                        + (shipment.askedAt() == null
                                ? "The buyer can claim the money for it; without a claim a person decides (P5)"
                                : "A person decides what becomes of it; if nobody does, the buyer gets the money for it (P5)");
                case DECLARED -> shipment.askedAt() == null
                        ? null
                        : "Nobody has scanned or delivered this parcel, and the shop was asked; without an answer it counts as lost (P6)";
                default -> null;
            };
        }
    }

    /** Units of one line in a parcel. */
    @RegisterForReflection
    @Schema(name = "ParcelUnits")
    public record ParcelUnitsView(
            @Schema(examples = "1") int line,
            @Schema(examples = "2") int quantity) {}

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
                    ShipmentView.of(done.shipment(), done.order().status()),
                    done.shipment().shipment().contestedRequestId(),
                    TrackingNumberApi.NumberView.of(done.number()));
        }
    }
}
