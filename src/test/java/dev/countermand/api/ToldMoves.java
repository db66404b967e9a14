package dev.countermand.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table of states, and whether its events tell each move once.
 *
 * @param rows {@code order_id}, the event's subject and the state of each row
 * @param state in which field its events say the state
 * @param previous in which field they say the one before
 * @param kinds the kind that tells of each state
 * @param begins kinds that tell of a new row, beside those
 * @param moves of the table, each as {@code OPEN -> CLOSED}
 */
record ToldMoves(
        String rows, String state, String previous, Map<String, String> kinds, Set<String> begins, Set<String> moves) {

    /** Told again of what has not moved: the provider failed once more, the moderator needs longer. */
    private static final Set<String> AGAIN = Set.of("refund.failed", "case.claimed");

    /** An event of one order. */
    record Told(String orderId, String subject, String kind, JsonNode data) {}

    static <E extends Enum<E>> ToldMoves of(
            String rows, String state, String previous, Class<E> states, Function<E, String> event, String... begins) {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (E one : states.getEnumConstants()) {
            kinds.put(one.name(), event.apply(one));
        }
        return new ToldMoves(rows, state, previous, kinds, Set.of(begins), Set.of());
    }

    /** The same with the table of moves. */
    <E extends Enum<E>> ToldMoves moving(Class<E> states, BiPredicate<E, E> canBecome) {
        Set<String> table = new TreeSet<>();
        for (E from : states.getEnumConstants()) {
            for (E to : states.getEnumConstants()) {
                if (canBecome.test(from, to)) {
                    table.add(from + " -> " + to);
                }
            }
        }
        return new ToldMoves(rows, state, previous, kinds, begins, table);
    }

    /** What it is a table of: the first word of its kinds. */
    String name() {
        return kinds.values().iterator().next().replaceFirst("\\..*", "");
    }

    /** The moves that these events tell of, each by an event of the kind of the state that was reached. */
    Set<String> told(List<Told> events) {
        Set<String> told = new TreeSet<>();
        for (Told event : events) {
            String says = event.data().path(state).asText();
            String from = event.data().path(previous).asText();
            boolean own = event.kind().equals(kinds.get(says)) || begins.contains(event.kind());
            if (own && !from.isEmpty()) {
                told.add(from + " -> " + says);
            }
        }
        return told;
    }

    /**
     * What is wrong with what was told of one row, from its first event to its last; empty when nothing is.
     *
     * @param now what the row is; null when that is not stored
     */
    Optional<String> fault(@Nullable String now, List<Told> about) {
        List<Told> moves = about.stream()
                .filter(event -> (kinds.containsValue(event.kind()) || begins.contains(event.kind()))
                        && event.data().has(state))
                .toList();
        Set<String> told = new HashSet<>();
        moves.forEach(move -> told.add(move.kind()));
        Optional<Told> twice = about.stream()
                .filter(event -> told.contains(event.kind()) && !event.data().has(state))
                .findFirst();
        if (twice.isPresent()) {
            return Optional.of(twice.get().kind() + " is told with " + state + " and without: " + about);
        }
        String was = null;
        for (Told move : moves) {
            String says = move.data().path(state).asText();
            String from = move.data().path(previous).asText(null);
            boolean fits =
                    from == null ? was == null || says.equals(was) && AGAIN.contains(move.kind()) : from.equals(was);
            if (!fits) {
                return Optional.of(
                        "%s tells of a move from %s to %s, but it was %s: a move is not told, or told twice: %s"
                                .formatted(move.kind(), from, says, was, about));
            }
            if (!move.kind().equals(kinds.get(says))
                    && !((was == null || from != null) && begins.contains(move.kind()))) {
                return Optional.of(
                        "%s tells that it is %s, which is told as %s".formatted(move.kind(), says, kinds.get(says)));
            }
            was = says;
        }
        return was == null || now != null && !Objects.equals(was, now)
                ? Optional.of("it is %s, and the last that is told is %s: %s".formatted(now, was, about))
                : Optional.empty();
    }
}
