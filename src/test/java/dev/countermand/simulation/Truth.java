package dev.countermand.simulation;

import dev.countermand.tracking.event.CarrierStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Which signals are really there on an order that was never shipped, as who made it knows. */
final class Truth {

    /** Five business days with a weekend in them (F1). */
    private static final Duration NO_MOVEMENT_AFTER = Duration.ofDays(7);

    /** Three of them (F2). */
    private static final Duration BLOCKED_AFTER = Duration.ofDays(5);

    /** What was scanned earlier was scanned of another parcel (F5). */
    private static final Duration BEFORE_ORDER = Duration.ofHours(24);

    /** Delivered earlier, it was delivered before it was declared, whatever the clocks say (F7). */
    private static final Duration BEFORE_DECLARED = Duration.ofHours(12);

    private Truth() {}

    /** Because nothing moves, or not soon enough. */
    static void ofAbsence(SimulatedOrder order, List<Report> reports) {
        Instant declared = order.declaration().at();
        if (!scanned(order, reports, declared.plus(NO_MOVEMENT_AFTER))) {
            order.truth.add("NO_CARRIER_MOVEMENT");
        }
        if (order.declaration().contestedRequestAt() != null) {
            order.truth.add("SELLER_PATTERN");
            if (!scanned(order, reports, declared.plus(BLOCKED_AFTER))) {
                order.truth.add("SHIPPED_TO_BLOCK");
            }
        }
    }

    private static boolean scanned(SimulatedOrder order, List<Report> reports, Instant until) {
        return reports.stream()
                .anyMatch(report -> report.event().status().physical()
                        && !report.reportedAt().isAfter(until)
                        && !report.event().occurredAt().isBefore(order.placedAt.minus(BEFORE_ORDER)));
    }

    /** Because the parcel under its number is another one. */
    static void ofAnothersParcel(SimulatedOrder order, Taken parcel) {
        if (!parcel.to().region().equals(order.address.region())) {
            order.truth.add("WRONG_DESTINATION");
        }
        if (!parcel.from().equals(order.seller.country())) {
            order.truth.add("WRONG_ORIGIN");
        }
        boolean namesAccount = switch (parcel.label().carrier()) {
            case "ups", "usps", "fedex" -> true;
            default -> false;
        };
        if (namesAccount && !parcel.of().account().equals(order.seller.account())) {
            order.truth.add("FOREIGN_SHIPPER");
        }
        Instant scanEnds = order.placedAt.minus(BEFORE_ORDER);
        Instant deliveryEnds = order.declaration().at().minus(BEFORE_DECLARED);
        for (Report report : parcel.reports()) {
            Instant occurred = report.event().occurredAt();
            if (report.event().status().physical() && occurred.isBefore(scanEnds)) {
                order.truth.add("SCAN_BEFORE_ORDER");
            }
            if (report.event().status() == CarrierStatus.DELIVERED && occurred.isBefore(deliveryEnds)) {
                order.truth.add("IMPOSSIBLE_SPEED");
            }
        }
    }
}
