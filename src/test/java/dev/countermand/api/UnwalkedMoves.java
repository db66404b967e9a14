package dev.countermand.api;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Moves of the tables of states that no walk of {@link EventWalks} or {@link MoveWalks} makes, each with why. */
final class UnwalkedMoves {

    private static final String NOT_ASKED = "nothing asks a seller for evidence in a case yet (A26)";

    static final Map<String, Map<String, String>> REASONS = Map.of(
            "case",
            Map.ofEntries(
                    entry("CLAIMED -> AWAITING_EVIDENCE", NOT_ASKED),
                    entry("AWAITING_EVIDENCE -> CLAIMED", NOT_ASKED),
                    entry("AWAITING_EVIDENCE -> AWAITING_APPROVAL", NOT_ASKED),
                    entry("AWAITING_EVIDENCE -> DECIDED", NOT_ASKED),
                    entry("AWAITING_EVIDENCE -> CLOSED", NOT_ASKED)));

    private UnwalkedMoves() {}

    /** By what the table is of. */
    static Map<String, Set<String>> byTable() {
        Map<String, Set<String>> moves = new TreeMap<>();
        REASONS.forEach((table, reasons) -> moves.put(table, reasons.keySet()));
        return moves;
    }
}
