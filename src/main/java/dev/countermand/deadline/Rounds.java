package dev.countermand.deadline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** In which turns claimed deadlines are fired, and what came of them is written. */
final class Rounds {

    private Rounds() {}

    /**
     * The first deadline of each order, then the second of those that have two, and so on: those of one order fire one
     * after the other, in the order in which they are given.
     */
    static List<List<Deadline>> of(List<Deadline> claimed) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<List<Deadline>> rounds = new ArrayList<>();
        for (Deadline deadline : claimed) {
            int round = seen.merge(deadline.orderId(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(deadline);
        }
        return rounds;
    }

    /**
     * Takes the first of what waits, at most {@code most} and no two of one order; what is left keeps its turn.
     *
     * @param order of which a thing is
     */
    static <T> List<T> next(List<T> waiting, int most, Function<T, String> order) {
        Set<String> orders = new HashSet<>();
        List<T> taken = new ArrayList<>();
        List<T> left = new ArrayList<>();
        for (T thing : waiting) {
            (taken.size() < most && orders.add(order.apply(thing)) ? taken : left).add(thing);
        }
        waiting.clear();
        waiting.addAll(left);
        return taken;
    }

    /** The same deadlines in parts of at most {@code size}. */
    static List<List<Deadline>> chunks(List<Deadline> due, int size) {
        List<List<Deadline>> chunks = new ArrayList<>();
        for (int from = 0; from < due.size(); from += size) {
            chunks.add(due.subList(from, Math.min(from + size, due.size())));
        }
        return chunks;
    }
}
