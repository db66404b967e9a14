package dev.countermand.liveness;

import dev.countermand.liveness.Walk.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shortest walk that still ends wrong in the same way: shorter ones are lived on fresh orders, all beside each other. */
final class Shrinking {

    private static final int MOST_ROUNDS = 6;
    private static final int ALL_SUBSETS_OF = 5;

    private final Service service;
    private final Town town;

    Shrinking(Service service, Town town) {
        this.service = service;
        this.town = town;
    }

    /** For each fault the shortest life found that has it. */
    Map<String, Ending> shortest(Map<String, Ending> samples) {
        Map<String, Ending> best = new LinkedHashMap<>(samples);
        List<String> open = new ArrayList<>(samples.keySet());
        for (int round = 0; round < MOST_ROUNDS && !open.isEmpty(); round++) {
            Map<Walk, String> candidates = new LinkedHashMap<>();
            for (String fault : open) {
                Walk walk = lived(best, fault);
                shorter(walk.steps()).forEach(steps -> candidates.put(walk.with(steps), fault));
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

    private Map<String, Ending> found(Map<Walk, String> candidates) {
        Map<String, Ending> found = new HashMap<>();
        for (Ending ending : Endings.of(service, town.repeat(List.copyOf(candidates.keySet())))) {
            String fault = candidates.getOrDefault(ending.life().walk(), "");
            if (ending.faults().contains(fault)) {
                found.merge(fault, ending, (one, other) -> length(one) <= length(other) ? one : other);
            }
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
