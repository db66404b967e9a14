package dev.countermand.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Chance, the same every time for the same seed. */
final class Dice {

    private static final long SECONDS_PER_HOUR = 3_600;

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From {@code least} up to, but not with, {@code most}. */
    int number(int least, int most) {
        return random.nextInt(least, most);
    }

    double number(double least, double most) {
        return random.nextDouble(least, most);
    }

    Duration hours(double least, double most) {
        return Duration.ofSeconds((long) (random.nextDouble(least, most) * SECONDS_PER_HOUR));
    }

    Duration days(double least, double most) {
        return hours(least * 24, most * 24);
    }

    /** Mostly short, now and then long: waiting times in which nothing but chance is at work. */
    Duration waiting(double meanHours) {
        return Duration.ofSeconds((long) (-Math.log(1 - random.nextDouble()) * meanHours * SECONDS_PER_HOUR));
    }

    /** Around the median, with a longer tail above it: how long people take. */
    Duration taking(double medianHours, double spread) {
        return Duration.ofSeconds((long) (medianHours * Math.exp(spread * normal()) * SECONDS_PER_HOUR));
    }

    private double normal() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** One of these, as often as its share says; the map must have an order. */
    <T> T one(Map<T, Double> shares) {
        double all = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        double at = random.nextDouble() * all;
        T last = null;
        for (Map.Entry<T, Double> share : shares.entrySet()) {
            last = share.getKey();
            at -= share.getValue();
            if (at < 0) {
                break;
            }
        }
        if (last == null) {
            throw new IllegalArgumentException("nothing to choose from");
        }
        return last;
    }

    /** Whether a trap is laid, as often as its share says. */
    boolean laid(Trap trap, Map<Trap, Double> shares, double times) {
        return chance(shares.getOrDefault(trap, 0.0) * times);
    }

    /** Digits, as somebody or something makes them up. */
    String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** So many different ones of these. */
    <T> void choose(List<T> of, int count, Set<T> into) {
        int enough = Math.min(of.size(), into.size() + count);
        while (into.size() < enough) {
            into.add(one(of));
        }
    }
}
