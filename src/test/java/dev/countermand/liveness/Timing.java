package dev.countermand.liveness;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run's time went into, for whoever waits for a long one. */
final class Timing {

    private static final double NANOS = 1e9;

    private final Map<String, Duration> spent = new TreeMap<>();
    private final long began = System.nanoTime();
    private final long worked = cpu();

    /** Does it, and adds how long that took. */
    void of(String what, Runnable work) {
        long from = System.nanoTime();
        work.run();
        spent.merge(what, Duration.ofNanos(System.nanoTime() - from), Duration::plus);
    }

    /** How many a second, since this began, and in what. */
    String says(int orders) {
        double seconds = (System.nanoTime() - began) / NANOS;
        return String.format(
                Locale.ROOT,
                "%s orders in %.0f s, %.2f a second, %.2f s of processor each: %s",
                orders,
                seconds,
                orders / seconds,
                (cpu() - worked) / NANOS / orders,
                spent.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().toSeconds() + " s")
                        .collect(Collectors.joining(", ")));
    }

    /** Of this process, in nanoseconds: of the service, and of the test in it. */
    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
