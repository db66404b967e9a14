package dev.countermand.courier;

import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import dev.countermand.order.state.OrderStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What agents and shops say about delivering an order. */
final class DeliveryApi {

    static final String HOUR = "([01]\\d|2[0-3]):[0-5]\\d";
    static final String HOUR_MESSAGE = "must be a time of day, for example \"10:00\"";

    private DeliveryApi() {}

    /** {@code POST /v1/orders/{id}/delivery}: what is left out stays as it is. */
    @RegisterForReflection
    @Schema(name = "ChangeDelivery")
    record ChangeDelivery(
            @Schema(description = "The day, in the market's time zone.", examples = "2026-12-01") @Nullable
            LocalDate date,

            @Pattern(regexp = HOUR, message = HOUR_MESSAGE)
            @Schema(description = "Not before this hour.", examples = "10:00")
            @Nullable
            String from,

            @Pattern(regexp = HOUR, message = HOUR_MESSAGE)
            @Schema(description = "Not after this hour.", examples = "14:00")
            @Nullable
            String until,

            @Valid OrderApi.@Nullable Destination shipTo) {

        OwnDelivery.Change toCommand() {
            return new OwnDelivery.Change(
                    date,
                    from == null ? null : LocalTime.parse(from),
                    until == null ? null : LocalTime.parse(until),
                    shipTo == null ? null : shipTo.toAddress());
        }
    }

    /** {@code POST /v1/orders/{id}/items}. */
    @RegisterForReflection
    @Schema(name = "ChangeItems")
    record ChangeItems(
            @Schema(description = "What the buyer adds; paid later.") @Size(min = 1, max = 50) @Nullable
            List<OrderApi.@NotNull @Valid Line> add,

            @Schema(description = "What the buyer no longer wants.") @Size(min = 1, max = 200) @Nullable
            List<OrderApi.@NotNull @Valid Units> drop) {

        OwnDelivery.ItemChange toCommand() {
            return new OwnDelivery.ItemChange(
                    add == null ? null : add.stream().map(OrderApi.Line::toItem).toList(), OrderApi.Units.plain(drop));
        }
    }

    /** {@code POST /v1/orders/{id}/hand-over}. */
    @RegisterForReflection
    @Schema(name = "RecordHandOver")
    record RecordHandOver(
            @NotNull HandOverOutcome outcome,

            @Schema(
                    description =
                            "Which parcel met the buyer (P2). If this and lines are left out: all that is with the"
                                    + " courier or at the post office.")
            @Nullable
            UUID shipmentId,

            @Schema(
                    description =
                            "Which units met the buyer, instead of shipmentId (P2): all that is in one or more parcels,"
                                    + " or what the shop's own courier had without a declared parcel.")
            @Size(min = 1, max = 200)
            @Nullable
            List<OrderApi.@NotNull @Valid Units> lines,

            @Schema(description = "When; now, if left out. Not in the future.") @Nullable
            Instant at,

            @Schema(description = "Which of these units were refused, where some can be (L2); all, if left out.")
            @Size(min = 1, max = 200)
            @Nullable
            List<OrderApi.@NotNull @Valid Units> refused,

            @Schema(description = "Why it was refused; needed at the post office (C2).", examples = "Too small")
            @Size(max = 2000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Nullable
            String reason,

            @Schema(description = "Refused in writing; needed at the post office (C2).", examples = "true") @Nullable
            Boolean inWriting,

            @Schema(
                    description =
                            "What bringing it, and bringing it back, cost; the shipping fee, if left out. Not more"
                                    + " than the order's total (C3).")
            @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE)
            @Nullable
            String deliveryCosts,

            @Schema(description = "The buyer got the terms of return in writing (D2).") @Nullable
            Boolean termsInWriting,

            @Valid @Nullable Report report) {

        HandOver toCommand() {
            return new HandOver(
                    outcome,
                    new HandOver.About(shipmentId, OrderApi.Units.plain(lines)),
                    at,
                    OrderApi.Units.plain(refused),
                    reason,
                    inWriting,
                    deliveryCosts,
                    termsInWriting,
                    report == null ? null : report.toCommand());
        }
    }

    /** C4: what an inspection at the post office found. */
    @RegisterForReflection
    @Schema(name = "InspectionReport")
    record Report(
            @NotNull HandOver.Finding finding,

            @NotNull @Schema(description = "After payment the post accepts no claim.")
            HandOver.Opened opened,

            @NotNull @Size(min = 3, max = 3) @Schema(description = "Of all three.")
            List<@NotNull @Valid Signature> signatures) {

        HandOver.Report toCommand() {
            return new HandOver.Report(
                    finding,
                    opened,
                    signatures.stream()
                            .map(signature -> new HandOver.Signature(signature.signatory(), signature.name()))
                            .toList());
        }
    }

    /** A name under a report. */
    @RegisterForReflection
    @Schema(name = "ReportSignature")
    record Signature(
            @NotNull HandOver.Signatory signatory,

            @NotNull
            @Size(max = 200)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "P. Ivanova")
            String name) {}

    /** An order as these acts leave it. */
    @RegisterForReflection
    @Schema(name = "OrderDelivery")
    record DeliveryView(
            @Schema(examples = "order-1001") String orderId,
            OrderStatus status,
            @Schema(examples = "29.90") String total,
            @Schema(examples = "29.90") String paid,

            @Schema(description = "Given back, or on its way; not what is before a person (A20b).", examples = "0.00")
            String refunded,

            OrderApi.Destination shipTo,

            @Schema(examples = "2026-12-01") @Nullable LocalDate date,

            @Schema(examples = "10:00") @Nullable String from,

            @Schema(examples = "14:00") @Nullable String until) {}
}
