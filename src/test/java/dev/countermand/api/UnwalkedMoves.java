package dev.countermand.api;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Moves of the tables of states that no walk of {@link EventWalks} or {@link MoveWalks} makes, each with why. */
final class UnwalkedMoves {

    static final Map<String, Map<String, String>> REASONS = Map.of(
            "cancellation",
            Map.of(
                    "CONTESTED -> EXPIRED_APPROVED",
                    "no way there is known: the move is kept for requests of histories, which do not say what of them is"
                            + " declared"),
            "order",
            Map.of(
                    "SHIPPED -> RETURNED",
                    "only by law (D), of goods that no carrier has reported on: no walk goes there yet"));

    private UnwalkedMoves() {}

    /** By what the table is of. */
    static Map<String, Set<String>> byTable() {
        Map<String, Set<String>> moves = new TreeMap<>();
        REASONS.forEach((table, reasons) -> moves.put(table, reasons.keySet()));
        return moves;
    }
}
