package dev.countermand.detector.rule;

import dev.countermand.detector.CoercedReason;
import dev.countermand.detector.ImpossibleSpeed;
import dev.countermand.detector.NoCarrierMovement;
import dev.countermand.detector.NumberReused;
import dev.countermand.detector.Rule;
import dev.countermand.detector.ScanBeforeOrder;
import dev.countermand.detector.ShippedToBlock;
import dev.countermand.detector.Thresholds;
import dev.countermand.detector.WrongDestination;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * How far detectors reach under any of several rules: what one of them finds under one of the rules lies within. A sweep
 * sifts by it before it looks closely.
 *
 * @param waits business days after which a missing scan is a signal to some detector
 * @param scanEarlierBy at least so long before the order a scan is suspicious (F5)
 * @param postalCharacters at most so many characters of postal codes are compared (F6)
 * @param deliveredEarlierBy at least so long before the declaration a delivery is (F7)
 * @param withinCountry with {@code abroad}, the longest time that is too short for a parcel (F7)
 * @param recycledAfter the longest time that two declarations of a number are about one parcel (F3)
 * @param reporters at least so many buyers of a seller report pressure (F12)
 */
public record Reach(
        SortedSet<Integer> waits,
        Duration scanEarlierBy,
        int postalCharacters,
        Duration deliveredEarlierBy,
        Duration withinCountry,
        Duration abroad,
        Duration recycledAfter,
        int reporters) {

    /** Reached by nobody. */
    private static final Duration EVER = Duration.ofDays(36_500);

    public static Reach of(Collection<List<Rule>> markets) {
        List<Rule> rules = markets.stream().flatMap(List::stream).toList();
        SortedSet<Integer> waits = new TreeSet<>();
        of(rules, NoCarrierMovement.CODE, NoCarrierMovement.BUSINESS_DAYS, Thresholds::count)
                .forEach(waits::add);
        of(rules, ShippedToBlock.CODE, ShippedToBlock.BUSINESS_DAYS, Thresholds::count)
                .forEach(waits::add);
        of(rules, ShippedToBlock.CODE, ShippedToBlock.USUAL_BUSINESS_DAYS, Thresholds::count)
                .forEach(waits::add);
        of(rules, NumberReused.CODE, NumberReused.BUSINESS_DAYS, Thresholds::count)
                .forEach(waits::add);
        BinaryOperator<Duration> shorter = (a, b) -> a.compareTo(b) < 0 ? a : b;
        BinaryOperator<Duration> longer = (a, b) -> a.compareTo(b) > 0 ? a : b;
        return new Reach(
                waits,
                of(rules, ScanBeforeOrder.CODE, ScanBeforeOrder.EARLIER_BY, Thresholds::duration)
                        .reduce(EVER, shorter),
                of(rules, WrongDestination.CODE, WrongDestination.POSTAL_CHARACTERS, Thresholds::count)
                        .reduce(0, Math::max),
                of(rules, ImpossibleSpeed.CODE, ImpossibleSpeed.BEFORE_DECLARED_BY, Thresholds::duration)
                        .reduce(EVER, shorter),
                of(rules, ImpossibleSpeed.CODE, ImpossibleSpeed.WITHIN_COUNTRY, Thresholds::duration)
                        .reduce(Duration.ZERO, longer),
                of(rules, ImpossibleSpeed.CODE, ImpossibleSpeed.ABROAD, Thresholds::duration)
                        .reduce(Duration.ZERO, longer),
                of(rules, NumberReused.CODE, NumberReused.RECYCLED_AFTER, Thresholds::duration)
                        .reduce(Duration.ZERO, longer),
                of(rules, CoercedReason.CODE, CoercedReason.REPORTERS_AT_LEAST, Thresholds::count)
                        .reduce(Integer.MAX_VALUE, Math::min));
    }

    private static <T> Stream<T> of(
            List<Rule> rules, String code, String threshold, BiFunction<Thresholds, String, T> read) {
        return rules.stream()
                .filter(rule -> rule.code().equals(code))
                .map(rule -> Objects.requireNonNull(read.apply(rule.thresholds(), threshold)));
    }
}
