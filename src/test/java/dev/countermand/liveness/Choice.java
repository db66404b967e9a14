package dev.countermand.liveness;

import dev.countermand.liveness.Pairs.Share;
import dev.countermand.liveness.Stage.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Which pairs are raced where, and how often. */
final class Choice {

    /** Of one pair; the rounds are shared among them. */
    private static final int MOST_STAGES = 5;

    private Choice() {}

    /** Every two acts of two parties that are possible in the same stage; their rounds go round the stages where they are. */
    static Map<Stage, List<Share>> all(Map<Stage, List<Act>> possible, int rounds, long seed) {
        Map<String, List<Pair>> byActs = new TreeMap<>();
        possible.forEach((stage, acts) -> stage.pairs(acts)
                .forEach(pair -> byActs.computeIfAbsent(pair.one() + " | " + pair.other(), ignored -> new ArrayList<>())
                        .add(pair)));
        Map<Stage, List<Share>> shares = new LinkedHashMap<>();
        Random dice = new Random(seed);
        byActs.values().forEach(pairs -> {
            Collections.shuffle(pairs, dice);
            int stages = Math.min(Math.min(MOST_STAGES, rounds), pairs.size());
            for (int i = 0; i < stages; i++) {
                int its = rounds / stages + (i < rounds % stages ? 1 : 0);
                Pair pair = pairs.get(i);
                shares.computeIfAbsent(pair.stage(), ignored -> new ArrayList<>())
                        .add(new Share(pair, its));
            }
        });
        return shares;
    }

    /** So many pairs, the same number in each stage, as the seed says. */
    static Map<Stage, List<Share>> some(Map<Stage, List<Act>> fitting, int pairs, int rounds, long seed) {
        Map<Stage, List<Share>> shares = new LinkedHashMap<>();
        Random dice = new Random(seed);
        int each = Math.ceilDiv(pairs, fitting.size());
        fitting.forEach((stage, acts) -> {
            List<Pair> its = new ArrayList<>(stage.pairs(acts));
            Collections.shuffle(its, dice);
            shares.put(
                    stage,
                    its.stream()
                            .limit(each)
                            .map(pair -> new Share(pair, rounds))
                            .toList());
        });
        return shares;
    }

    /** In parts of at most so many orders, but for a single pair. */
    static List<List<Share>> parts(List<Share> shares, int orders) {
        List<List<Share>> parts = new ArrayList<>();
        List<Share> part = new ArrayList<>();
        for (Share share : shares) {
            if (!part.isEmpty() && part.stream().mapToInt(Share::orders).sum() + share.orders() > orders) {
                parts.add(List.copyOf(part));
                part.clear();
            }
            part.add(share);
        }
        if (!part.isEmpty()) {
            parts.add(List.copyOf(part));
        }
        return parts;
    }
}
