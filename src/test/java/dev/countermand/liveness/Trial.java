package dev.countermand.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * So many orders of one seed, lived to their end.
 *
 * @param counts how many orders have each fault; none is as it must be
 * @param ends how many orders are in each status
 * @param acts how often each was done and not refused
 * @param report the shortest walk to each of the most frequent faults, as a person reads it
 */
record Trial(
        int orders, Map<String, Integer> counts, Map<String, Integer> ends, Map<String, Integer> acts, String report) {

    /** Shipped with the service, each also under the law's layer. */
    private static final List<String> MARKETS = List.of(
            "aliexpress",
            "aliexpress+distance-selling",
            "aliexpress",
            "eldorado",
            "eldorado+distance-selling",
            "lamoda",
            "lamoda+distance-selling",
            "cod-post",
            "cod-post+distance-selling");

    /** Of three orders, one has moderators who never decide anything. */
    private static final int SILENT_ONE_IN = 3;

    private static final int MOST_SHRUNK = 12;
    private static final long PRIME = 1_000_003;

    static Trial of(Service service, long seed, int orders) {
        Town town = new Town(service, seed);
        List<Walk> beginnings = IntStream.range(0, orders)
                .mapToObj(number -> new Walk(
                        seed + "/" + number,
                        seed * PRIME + number,
                        MARKETS.get(number % MARKETS.size()),
                        number / MARKETS.size() % SILENT_ONE_IN != 0,
                        List.of()))
                .toList();
        List<Life> lives = town.wander(beginnings);
        List<Ending> endings = new ArrayList<>();
        town.timing().of("looking at the ends", () -> endings.addAll(Endings.of(service, lives)));
        System.out.println("seed " + seed + ": " + town.timing().says(orders));
        Map<String, Integer> counts = Endings.counts(endings);
        Map<String, Ending> shortest = new Shrinking(walks -> Endings.of(service, town.repeat(walks)))
                .shortest(Endings.samples(endings, MOST_SHRUNK));
        return new Trial(orders, counts, ends(endings), acts(lives), Endings.report(counts, shortest));
    }

    private static Map<String, Integer> ends(List<Ending> endings) {
        Map<String, Integer> ends = new TreeMap<>();
        endings.forEach(ending -> ends.merge(ending.order().status(), 1, Integer::sum));
        return ends;
    }

    private static Map<String, Integer> acts(List<Life> lives) {
        Map<String, Integer> acts = new TreeMap<>();
        Acts.ALL.forEach(act -> acts.put(act.name(), 0));
        lives.forEach(life -> life.done().forEach(act -> acts.merge(act.name(), 1, Integer::sum)));
        return acts;
    }
}
