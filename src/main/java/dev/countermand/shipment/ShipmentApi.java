package dev.countermand.shipment;

import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Words;
import dev.countermand.order.Order;
import dev.countermand.order.OrderApi;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.shipment.correction.CorrectionRule;
import dev.countermand.shipment.correction.NumberHistory;
import dev.countermand.shipment.correction.NumberWords;
import dev.countermand.shipment.correction.ShipmentNumber;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.event.TrackingNumberApi;
import dev.countermand.tracking.number.DecodedNumber;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** {@code POST /v1/shipments/{id}/correction} (P4). */
    @RegisterForReflection
    @Schema(name = "CorrectTrackingNumber")
    public record CorrectTrackingNumber(
            @NotNull @Schema(description = "Code of the carrier.", examples = "ups")
            String carrier,

            @NotNull
            @Pattern(regexp = ParcelNumber.WRITTEN, message = ParcelNumber.WRITTEN_MESSAGE)
            @Schema(examples = "1Z5R89390357567127")
            String trackingNumber) {

        NumberCorrections.Correct toCommand() {
            return new NumberCorrections.Correct(carrier, trackingNumber);
        }
    }

    /** {@code POST /v1/shipments/{id}/correction/rejection}. */
    @RegisterForReflection
    @Schema(name = "RejectTrackingNumber")
    public record RejectTrackingNumber(
            @NotNull
            @Size(min = Words.REASONS_AT_LEAST, max = 1000)
            @Pattern(regexp = Words.REASONS, message = Words.REASONS_MESSAGE)
            @Schema(
                    description = "Why, as the seller reads it (A27).",
                    examples = "The carrier says that this parcel is another shop's")
            String reason) {}

    /** A number that the parcel had before it was put right: under it another stands in its place (P4). */
    @RegisterForReflection
    @Schema(name = "EarlierTrackingNumber")
    public record EarlierNumber(
            @Schema(examples = "ups") String carrier,
            @Schema(examples = "1Z5R89390357567127") String trackingNumber,
            Instant from,
            @Nullable Instant until,

            @Schema(
                    description =
                            "Always REPLACED: what carriers tell under this number is told of another parcel, or of none (P1, P4).")
            ParcelState state) {}

    /** A number that the seller says is the right one; it waits for a moderator, or a scan under it (P4). */
    @RegisterForReflection
    @Schema(name = "ProposedTrackingNumber")
    public record ProposedNumber(
            @Schema(examples = "ups") String carrier,
            @Schema(examples = "1Z5R89390357567127") String trackingNumber,
            Instant proposedAt) {}

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
                    description =
                            "What buyer and seller have to know of it, where something is to be known (P3 to P6).",
                    examples =
                            "The carrier has told nothing of this parcel since 2026-11-01 10:00 UTC: it counts as lost. The buyer can claim the money for it; without a claim a person decides. The seller, whose carrier had accepted it, is not fined (P5)")
            @Nullable
            String notice,

            @Schema(description = "Numbers that it had before, the first one first (P4).")
            List<EarlierNumber> earlierNumbers,

            @Nullable ProposedNumber proposedNumber) {

        /**
         * @param order the status of its order
         * @param numbers those that it had, and the one that is proposed (P4)
         */
        public static ShipmentView of(ShipmentStore.Seen seen, OrderStatus order, NumberHistory numbers) {
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
                    notice(shipment, state, seen.parcel().holds(), numbers),
                    numbers.earlier().stream()
                            .map(earlier -> new EarlierNumber(
                                    earlier.number().carrier(),
                                    earlier.number().trackingNumber(),
                                    earlier.namedAt(),
                                    earlier.endedAt(),
                                    ParcelState.REPLACED))
                            .toList(),
                    proposed(numbers.proposed()));
        }

        /** P3 to P6: what has become of it, and of its number. */
        private static @Nullable String notice(
                Shipment shipment, ParcelState state, boolean holds, NumberHistory numbers) {
            String said = Stream.of(
                            Optional.ofNullable(ending(shipment, state, holds)),
                            Optional.ofNullable(NumberWords.notice(numbers)))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(". "));
            return said.isEmpty() ? null : said;
        }

        private static @Nullable String ending(Shipment shipment, ParcelState state, boolean holds) {
            return switch (state) {
                case RETURNED ->
                    holds
                            ? "The carrier has brought this parcel back to the seller. What is in it is to leave the order, and what was paid for it is to go back to the buyer (P3)"
                            : "The carrier has brought this parcel back to the seller. What was in it has left the order: the buyer gets what they paid for it, less what the seller may keep, and the rest of the order goes on (P3)";
                case LOST -> holds ? lost(shipment) : null;
                case DECLARED ->
                    !holds || shipment.askedAt() == null
                            ? null
                            : "Nobody has scanned or delivered this parcel, and the shop was asked; without an answer it counts as lost (P6)";
                default -> null;
            };
        }

        private static String lost(Shipment shipment) {
            boolean accepted = shipment.acceptedAt() != null;
            return (accepted
                            ? "The carrier has told nothing of this parcel since "
                                    + Spoken.at(Objects.requireNonNullElse(
                                            shipment.lastEventAt(), Objects.requireNonNull(shipment.acceptedAt())))
                            : "Nobody has scanned or delivered this parcel")
                    + ": it counts as lost. "
                    + (shipment.askedAt() == null
                            ? "The buyer can claim the money for it; without a claim a person decides"
                            : "A person decides what becomes of it; if nobody does, the buyer gets the money for it")
                    + (accepted ? ". The seller, whose carrier had accepted it, is not fined (P5)" : " (P6)");
        }

        private static @Nullable ProposedNumber proposed(@Nullable ShipmentNumber proposed) {
            return proposed == null
                    ? null
                    : new ProposedNumber(
                            proposed.number().carrier(), proposed.number().trackingNumber(), proposed.namedAt());
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

            TrackingNumberApi.NumberView number,

            @Schema(
                    description =
                            "The order is frozen: the number waits for a moderator, or for a scan under it, and the shipment has the one before until then (P4).")
            boolean proposed,

            @Schema(description = "How often the number can still be put right, until the carrier accepts (P4).")
            int correctionsLeft) {

        static Declared of(Shipments.Declaration done) {
            return of(done.order(), done.shipment(), NumberHistory.NONE, done.number(), false);
        }

        static Declared of(NumberCorrections.Corrected done) {
            return of(done.order(), done.shipment(), done.numbers(), done.number(), done.proposed());
        }

        private static Declared of(
                Order order, ShipmentStore.Seen seen, NumberHistory numbers, DecodedNumber number, boolean proposed) {
            Shipment shipment = seen.shipment();
            boolean possible =
                    CorrectionRule.whyNot(order, shipment.with(numbers)).isEmpty();
            return new Declared(
                    ShipmentView.of(seen, order.status(), numbers),
                    shipment.contestedRequestId(),
                    TrackingNumberApi.NumberView.of(number),
                    proposed,
                    possible ? numbers.left(order.policy().shipping().numberCorrections()) : 0);
        }
    }
}
