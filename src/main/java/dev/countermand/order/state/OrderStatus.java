package dev.countermand.order.state;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What an order is; frozen, a request and a dispute are facts beside it. {@link #next()} is the one table of moves. */
public enum OrderStatus {
    /** Not paid yet, or not in full (A1, A2, A20a). */
    PLACED,
    /** Paid, the payment is being verified (A3). */
    PAYMENT_VERIFYING,
    /** Paid, the seller is preparing it (A4 to A9). */
    PROCESSING,
    /** Declared shipped: a claim of the seller, no proof (A13). */
    SHIPPED,
    /** Carrier-accepted: the first physical scan (A14). */
    IN_TRANSIT,
    DELIVERED,
    /** Receipt confirmed, or escrow released by itself (A18). */
    COMPLETED,
    CLOSED_UNPAID,
    CANCELLED,
    RETURNED;

    private static final Map<OrderStatus, Set<OrderStatus>> MOVES = moves();

    /** Where an order may go from here. */
    public Set<OrderStatus> next() {
        return MOVES.getOrDefault(this, Set.of());
    }

    public boolean canBecome(OrderStatus other) {
        return next().contains(other);
    }

    /** A26: whether one that the administration cancelled can be this again, because that was undone in time. */
    public boolean canComeBackTo(OrderStatus before) {
        return this == CANCELLED && !before.ended();
    }

    /** The kind of the event that tells that an order has become this; {@code order.placed} tells of a new one. */
    public String event() {
        return switch (this) {
            case PLACED -> "order.placed";
            case PAYMENT_VERIFYING -> "order.payment-verifying";
            case PROCESSING -> "order.paid";
            case SHIPPED -> "order.shipped";
            case IN_TRANSIT -> "order.in-transit";
            case DELIVERED -> "order.delivered";
            case COMPLETED -> "order.completed";
            case CLOSED_UNPAID -> "order.closed";
            case CANCELLED -> "order.cancelled";
            case RETURNED -> "order.returned";
        };
    }

    /** Nothing more is owed to anybody, unless the law lets the buyer give the goods back (D2). */
    public boolean ended() {
        return this == COMPLETED || next().isEmpty();
    }

    private static Map<OrderStatus, Set<OrderStatus>> moves() {
        Map<OrderStatus, Set<OrderStatus>> table = new EnumMap<>(OrderStatus.class);
        // Straight to PROCESSING also where the buyer pays on delivery (C1).
        table.put(PLACED, EnumSet.of(PAYMENT_VERIFYING, PROCESSING, CLOSED_UNPAID, CANCELLED));
        // Back where a payment failed or was voided, or is only a part (A20a); told as order.unpaid, for it is not new.
        table.put(PAYMENT_VERIFYING, EnumSet.of(PLACED, PROCESSING, CLOSED_UNPAID, CANCELLED));
        table.put(PROCESSING, EnumSet.of(SHIPPED, CANCELLED));
        table.put(SHIPPED, EnumSet.of(IN_TRANSIT, DELIVERED, COMPLETED, CANCELLED, RETURNED));
        // Back to declared: the one parcel that a carrier had came back, and the others are only declared (P1, P3).
        table.put(IN_TRANSIT, EnumSet.of(SHIPPED, DELIVERED, COMPLETED, CANCELLED, RETURNED));
        // Back on its way, or declared: the carrier has taken the delivery, or all that it told, back.
        table.put(DELIVERED, EnumSet.of(SHIPPED, IN_TRANSIT, COMPLETED, CANCELLED, RETURNED));
        // The law's right to give the goods back outlasts the escrow (D2).
        table.put(COMPLETED, EnumSet.of(RETURNED));
        table.replaceAll((from, to) -> Collections.unmodifiableSet(to));
        return Collections.unmodifiableMap(table);
    }
}
