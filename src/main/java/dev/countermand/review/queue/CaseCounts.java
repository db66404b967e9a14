package dev.countermand.review.queue;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many cases a filter finds, and of which kinds. Each kind is counted by itself: the numbers of all statuses come to the
 * total, and so do those of all reasons, markets and currencies.
 */
record CaseCounts(
        long total,
        long overdue,
        long unassigned,
        Map<CaseStatus, Long> statuses,
        Map<CaseReason, Long> reasons,
        Map<String, Long> markets,
        List<Stake> money) {

    /** What the cases of one currency are about. */
    record Stake(long cases, Money amount) {}

    /**
     * Cases that are alike.
     *
     * @param market empty of those that the release before has opened
     */
    record Alike(
            CaseStatus status,
            CaseReason reason,
            String market,
            Currency currency,
            boolean overdue,
            boolean unassigned,
            long cases,
            long amount) {}

    static CaseCounts of(List<Alike> groups) {
        return new CaseCounts(
                groups.stream().mapToLong(Alike::cases).sum(),
                groups.stream().filter(Alike::overdue).mapToLong(Alike::cases).sum(),
                groups.stream()
                        .filter(Alike::unassigned)
                        .mapToLong(Alike::cases)
                        .sum(),
                new TreeMap<>(by(groups, Alike::status)),
                new TreeMap<>(by(groups, Alike::reason)),
                new TreeMap<>(by(groups, Alike::market)),
                money(groups));
    }

    private static <K> Map<K, Long> by(List<Alike> groups, Function<Alike, K> kind) {
        return groups.stream().collect(Collectors.groupingBy(kind, Collectors.summingLong(Alike::cases)));
    }

    private static List<Stake> money(List<Alike> groups) {
        Map<String, List<Alike>> currencies = groups.stream()
                .collect(Collectors.groupingBy(group -> group.currency().code(), TreeMap::new, Collectors.toList()));
        return currencies.values().stream()
                .map(of -> new Stake(
                        of.stream().mapToLong(Alike::cases).sum(),
                        new Money(
                                of.stream().mapToLong(Alike::amount).sum(),
                                of.getFirst().currency())))
                .toList();
    }
}
