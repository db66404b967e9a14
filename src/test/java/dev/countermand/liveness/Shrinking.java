package dev.countermand.liveness;

import dev.countermand.liveness.Walk.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The shortest walk that still ends wrong in the same way: shorter ones are lived on fresh orders, all beside each other. */
final class Shrinking {

    /** As many as the longest walk needs, of which a few acts that lie anywhere make the fault. */
    private static final int MOST_ROUNDS = 16;

    private static final int ALL_SUBSETS_OF = 5;

    private final Function<List<Walk>, List<Ending>> living;

    /** @param living lives these walks on fresh orders, and says what became of each */
    Shrinking(Function<List<Walk>, List<Ending>> living) {
        this.living = living;
    }

    /** For each fault the shortest life found that has it. */
    Map<String, Ending> shortest(Map<String, Ending> samples) {
        Map<String, Ending> best = new LinkedHashMap<>(samples);
        List<String> open = new ArrayList<>(samples.keySet());
        for (int round = 0; round < MOST_ROUNDS && !open.isEmpty(); round++) {
            Map<Walk, Set<String>> candidates = new LinkedHashMap<>();
            for (String fault : open) {
                Walk walk = lived(best, fault);
                // Two faults of one walk have the same shorter ones, which are lived once.
                shorter(walk.steps())
                        .forEach(steps -> candidates
                                .computeIfAbsent(walk.with(steps), ignored -> new LinkedHashSet<>())
                                .add(fault));
            }
            Map<String, Ending> found = found(candidates);
            open.removeIf(fault -> !found.containsKey(fault));
            best.putAll(found);
        }
        return best;
    }

    private static Walk lived(Map<String, Ending> best, String fault) {
        return Optional.ofNullable(best.get(fault)).orElseThrow().life().asLived();
    }

    private Map<String, Ending> found(Map<Walk, Set<String>> candidates) {
        Map<String, Ending> found = new HashMap<>();
        for (Ending ending : living.apply(List.copyOf(candidates.keySet()))) {
            candidates.getOrDefault(ending.life().walk(), Set.of()).stream()
                    .filter(ending.faults()::contains)
                    .forEach(fault ->
                            found.merge(fault, ending, (one, other) -> length(one) <= length(other) ? one : other));
        }
        return found;
    }

    private static int length(Ending ending) {
        return ending.life().walk().steps().size();
    }

    /** Walks without a part: half of it, a quarter, and so on to one step; of short ones every part. */
    private static List<List<Step>> shorter(List<Step> steps) {
        List<List<Step>> all = new ArrayList<>();
        if (steps.size() <= ALL_SUBSETS_OF) {
            for (int subset = 0; subset < (1 << steps.size()) - 1; subset++) {
                all.add(subset(steps, subset));
            }
        } else {
            for (int part = steps.size() / 2; part > 0; part /= 2) {
                for (int from = 0; from < steps.size(); from += part) {
                    List<Step> without = new ArrayList<>(steps.subList(0, from));
                    without.addAll(steps.subList(Math.min(steps.size(), from + part), steps.size()));
                    all.add(without);
                }
            }
            // What the last ones did is often all there is.
            for (int length = 1; length < steps.size(); length++) {
                all.add(steps.subList(0, length));
            }
        }
        all.sort(Comparator.comparingInt(List::size));
        return all;
    }

    private static List<Step> subset(List<Step> steps, int which) {
        List<Step> some = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if ((which >> i & 1) == 1) {
                some.add(steps.get(i));
            }
        }
        return some;
    }
}
