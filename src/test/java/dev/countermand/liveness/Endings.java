package dev.countermand.liveness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of many orders. */
final class Endings {

    private Endings() {}

    static List<Ending> of(Service service, List<Life> lives) {
        List<Ending> endings = Collections.synchronizedList(new ArrayList<>());
        Beside.each(lives, life -> endings.add(Ending.of(service, life)));
        return List.copyOf(endings);
    }

    /** One order for each fault, the one that lived least; at most so many, the most frequent faults first. */
    static Map<String, Ending> samples(List<Ending> endings, int most) {
        Map<String, Ending> samples = new LinkedHashMap<>();
        counts(endings).entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(most)
                .forEach(fault -> endings.stream()
                        .filter(ending -> ending.faults().contains(fault.getKey()))
                        .min(Comparator.comparingInt(
                                ending -> ending.life().asLived().steps().size()))
                        .ifPresent(ending -> samples.put(fault.getKey(), ending)));
        return samples;
    }

    /** How many orders have each fault. */
    static Map<String, Integer> counts(List<Ending> endings) {
        Map<String, Integer> counts = new TreeMap<>();
        endings.forEach(ending -> ending.faults().forEach(fault -> counts.merge(fault, 1, Integer::sum)));
        return counts;
    }

    /** As a person reads it: each fault, how many have it, and the shortest walk to it. */
    static String report(Map<String, Integer> counts, Map<String, Ending> shortest) {
        StringBuilder words = new StringBuilder();
        shortest.forEach((fault, ending) -> {
            words.append("\n## ")
                    .append(fault)
                    .append(" (orders: ")
                    .append(counts.getOrDefault(fault, 0))
                    .append(")\n")
                    .append(ending.life().asLived())
                    .append('\n');
            ending.life()
                    .transcript()
                    .forEach(line -> words.append("  ").append(line).append('\n'));
        });
        return words.toString();
    }
}
