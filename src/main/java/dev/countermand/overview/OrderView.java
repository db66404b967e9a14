package dev.countermand.overview;

import dev.countermand.cancellation.CancellationApi.CancellationView;
import dev.countermand.cancellation.CancellationViews;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.dispute.DisputeApi.DisputeView;
import dev.countermand.dispute.DisputeViews;
import dev.countermand.evidence.EvidenceApi;
import dev.countermand.kernel.Money;
import dev.countermand.order.Address;
import dev.countermand.order.Delivery;
import dev.countermand.order.Order;
import dev.countermand.order.OrderApi;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.units.OrderLine;
import dev.countermand.shipment.ShipmentApi.ShipmentView;
import dev.countermand.shipment.correction.NumberHistory;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An order with everything that is known of it. */
@RegisterForReflection
@Schema(name = "Order")
public record OrderView(
        @Schema(examples = "order-1001") String id,
        @Schema(examples = "aliexpress") String market,

        @Schema(description = "The order keeps the version it was placed under (M1).", examples = "1")
        int policyVersion,

        String buyerId,
        String sellerId,
        OrderStatus status,

        @Schema(description = "What ended it, when it is CANCELLED.") @Nullable
        CancelledBy cancelledBy,

        @Schema(description = "Nobody can change it, and its deadlines stand still (A25).")
        boolean frozen,

        @Schema(
                description =
                        "Whether the administration holds the escrow until it has looked at something (F13); the order"
                                + " goes on meanwhile.")
        boolean escrowHeld,

        @Schema(description = "Counts every change; the ETag.")
        long version,

        @Schema(examples = "EUR") String currency,
        List<LineView> lines,
        @Schema(examples = "4.90") String shippingFee,

        @Schema(description = "Goods and shipping, less what was cancelled.", examples = "29.90")
        String total,

        @Schema(examples = "29.90") String paid,

        @Schema(description = "Given back or on its way back; not what is before a person (A20b).", examples = "0.00")
        String refunded,

        @Schema(
                description =
                        "To be given back, and before a person, because it could not be sent or did not arrive (A20b).",
                examples = "0.00")
        String owed,

        @Schema(description = "What the bank has taken back, beside what was refunded (A20a).", examples = "0.00")
        String chargedBack,

        Destination shipTo,

        @Schema(description = "When the shop's own couriers come, once it is agreed (E1).") @Nullable
        DeliveryDay delivery,

        Instant placedAt,

        @Schema(description = "The latest request.") @Nullable
        CancellationView cancellation,

        List<ShipmentView> shipments,

        @Schema(description = "The latest dispute (A15, A19).") @Nullable
        DisputeView dispute,

        @Schema(
                description =
                        "What the seller was asked to show of its shipments: until when, and what came of it (A16,"
                                + " A26); the oldest first.")
        List<EvidenceApi.AskedView> evidenceDemands,

        List<DeadlineView> deadlines,
        @Schema(description = "What the caller can do now.") List<OrderAction> allowedActions,

        @Schema(description = "Closed unpaid: what the buyer is offered to order again (A1); in no other state.")
        @Nullable
        OrderAgain orderAgain) {

    /** The lines of an order that closed unpaid, as the buyer ordered them: the body of a new order takes them (A1). */
    @RegisterForReflection
    @Schema(name = "OrderAgain")
    public record OrderAgain(List<AgainLine> lines) {

        static OrderAgain of(Order order) {
            return new OrderAgain(order.lines().stream()
                    .map(line -> new AgainLine(
                            line.sku(),
                            line.title(),
                            line.quantity(),
                            line.price().unit().text(),
                            line.price().isFull(line.quantity())
                                    ? null
                                    : line.price().total().text()))
                    .toList());
        }
    }

    /** Units of one article, at the price they had. */
    @RegisterForReflection
    @Schema(name = "OrderAgainLine")
    public record AgainLine(
            @Schema(examples = "MUG-BLUE") String sku,
            @Nullable String title,
            @Schema(examples = "2") int quantity,
            @Schema(examples = "12.50") String unitPrice,

            @Schema(description = "What they cost together, where that was less.", examples = "20.00") @Nullable
            String total) {}

    /** A line of the order. */
    @RegisterForReflection
    @Schema(name = "OrderLine")
    public record LineView(
            @Schema(description = "From 1.", examples = "1") int line,
            @Schema(examples = "MUG-BLUE") String sku,
            @Nullable String title,
            int quantity,

            @Schema(description = "Of one unit, before discounts.", examples = "12.50")
            String unitPrice,

            @Schema(
                    description =
                            "What all of its units cost together, those that left, too; each that leaves takes its"
                                    + " share, and all of them exactly this (A20).",
                    examples = "20.00")
            String total,

            @Schema(description = "Why that is less than the units cost one by one.")
            List<OrderApi.Discount> discounts,

            @Schema(description = "Units that left the order (A8).")
            int cancelled,

            @Schema(description = "Units declared shipped.") int shipped,

            @Schema(description = "Units still to be sent (P1).")
            int open,

            @Schema(description = "Of those shipped, the units whose parcel is on its way, back or lost (P1).")
            int inParcels,

            @Schema(description = "Of those shipped, the units that the buyer has (P1).")
            int delivered,

            @Schema(description = "Of those that left the order, the units that came back (P1).")
            int returned) {

        static LineView of(OrderLine line, Overview.Seen seen) {
            int delivered = delivered(line, seen);
            return new LineView(
                    line.line(),
                    line.sku(),
                    line.title(),
                    line.quantity(),
                    line.price().unit().text(),
                    line.price().total().text(),
                    discounts(line),
                    line.cancelled(),
                    line.shipped(),
                    line.open(),
                    line.shipped() - delivered,
                    delivered,
                    line.returned());
        }

        private static List<OrderApi.Discount> discounts(OrderLine line) {
            return line.price().discounts().stream()
                    .map(each -> new OrderApi.Discount(
                            each.id(),
                            each.description(),
                            new Money(each.amount(), line.price().total().currency()).text()))
                    .toList();
        }

        /** Whoever has confirmed receipt, or was handed the goods, has all of them, in parcels or not (A18, L2). */
        private static int delivered(OrderLine line, Overview.Seen seen) {
            OrderStatus order = seen.order().status();
            return order == OrderStatus.DELIVERED || order == OrderStatus.COMPLETED
                    ? line.shipped()
                    : seen.shipments().stream()
                            .filter(one -> one.parcel().state() == ParcelState.DELIVERED)
                            .mapToInt(one -> one.parcel().units().getOrDefault(line.line(), 0))
                            .sum();
        }
    }

    /** Where the parcel goes. */
    @RegisterForReflection
    @Schema(name = "OrderDestination")
    public record Destination(
            @Schema(examples = "DE") String country,
            @Schema(examples = "10115") String postalCode,
            @Nullable String city) {

        public static Destination of(Address address) {
            return new Destination(address.country(), address.postalCode(), address.city());
        }
    }

    /** A day and hours in the market's time zone (E1). */
    @RegisterForReflection
    @Schema(name = "DeliveryDay")
    public record DeliveryDay(
            @Schema(examples = "2026-12-01") LocalDate date,

            @Schema(examples = "10:00") @Nullable String from,

            @Schema(examples = "14:00") @Nullable String until) {

        static @Nullable DeliveryDay of(Delivery delivery) {
            LocalDate date = delivery.date();
            return date == null ? null : new DeliveryDay(date, text(delivery.from()), text(delivery.until()));
        }

        private static @Nullable String text(@Nullable LocalTime time) {
            return time == null ? null : time.toString();
        }
    }

    /** Something that happens by itself. */
    @RegisterForReflection
    @Schema(name = "Deadline")
    public record DeadlineView(
            DeadlineKind kind,

            @Schema(description = "While paused, it moves on by the length of the pause.")
            Instant dueAt,

            boolean paused) {

        static DeadlineView of(Deadline deadline) {
            return new DeadlineView(deadline.kind(), deadline.dueAt(), deadline.paused());
        }
    }

    public static OrderView of(Overview.Seen seen) {
        Order order = seen.order();
        Order.Terms terms = order.terms();
        return new OrderView(
                order.id(),
                terms.market(),
                terms.policyVersion(),
                terms.buyerId(),
                terms.sellerId(),
                order.status(),
                order.cancelledBy(),
                order.frozen(),
                order.escrowHeld(),
                order.version(),
                terms.currency().getCurrencyCode(),
                order.lines().stream().map(line -> LineView.of(line, seen)).toList(),
                terms.shippingFee().text(),
                order.total().text(),
                seen.accounts().captured().text(),
                seen.refunded().text(),
                new Money(seen.owed(), terms.currency()).text(),
                seen.accounts().chargedBack().text(),
                Destination.of(order.delivery().to()),
                DeliveryDay.of(order.delivery()),
                terms.placedAt(),
                seen.cancellation() == null ? null : CancellationViews.of(seen.cancellation()),
                seen.shipments().stream()
                        .map(one -> ShipmentView.of(
                                one,
                                order.status(),
                                seen.numbers().getOrDefault(one.shipment().id(), NumberHistory.NONE)))
                        .toList(),
                seen.dispute() == null ? null : DisputeViews.of(seen.dispute()),
                seen.demands().stream()
                        .map(demand -> EvidenceApi.AskedView.of(demand, terms.buyerId()))
                        .toList(),
                seen.deadlines().stream().map(DeadlineView::of).toList(),
                seen.allowedActions(),
                seen.orderAgain() ? OrderAgain.of(order) : null);
    }
}
