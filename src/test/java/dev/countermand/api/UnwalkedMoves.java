package dev.countermand.api;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Moves of the tables of states that no walk of {@link EventWalks} or {@link MoveWalks} makes, each with why. */
final class UnwalkedMoves {

    private static final String NO_WALK = "no walk goes there yet";

    static final Map<String, Map<String, String>> REASONS = Map.of(
            "cancellation",
            Map.of("CONTESTED -> EXPIRED_APPROVED", NO_WALK, "PENDING -> TOO_LATE", NO_WALK),
            "dispute",
            Map.of("AWAITING_RETURN -> SETTLED", NO_WALK, "ESCALATED -> SETTLED", NO_WALK),
            "order",
            Map.of("SHIPPED -> RETURNED", NO_WALK),
            "payment",
            Map.of("DUPLICATE -> CAPTURED", NO_WALK),
            "refund",
            Map.of("ARRIVED -> ESCALATED", NO_WALK),
            "sanction",
            Map.of("ENDED -> UNDONE", NO_WALK));

    private UnwalkedMoves() {}

    /** By what the table is of. */
    static Map<String, Set<String>> byTable() {
        Map<String, Set<String>> moves = new TreeMap<>();
        REASONS.forEach((table, reasons) -> moves.put(table, reasons.keySet()));
        return moves;
    }
}
