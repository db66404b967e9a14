package dev.countermand.tracking.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.tracking.event.ParcelHistory.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random parcels, some of whose events are told of one moment: however they come in, the history ends the same. */
class ParcelHistoryWalkTest {

    private static final Instant PLACED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant EARLIEST = PLACED.minus(Duration.ofHours(24));
    private static final Instant BORN_AFTER = PLACED.minus(Duration.ofDays(120));
    private static final Predicate<Event> AT_HOME = event -> "DE".equals(event.country());
    private static final int PARCELS = 200;
    private static final int ARRIVALS = 20;

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, 2026, -5})
    void everyArrivalOfTheSameEventsEndsInTheSameHistory(long seed) {
        Random random = new Random(seed);
        for (int parcel = 0; parcel < PARCELS; parcel++) {
            List<Event> events = parcel(random);
            ParcelHistory expected = ParcelHistory.of(events, EARLIEST, BORN_AFTER, AT_HOME);
            for (int arrival = 0; arrival < ARRIVALS; arrival++) {
                List<Event> arrived = new ArrayList<>(events);
                arrived.addAll(events.subList(0, random.nextInt(events.size() + 1)));
                Collections.shuffle(arrived, random);
                assertThat(ParcelHistory.of(arrived, EARLIEST, BORN_AFTER, AT_HOME))
                        .as("seed %s, parcel %s: %s", seed, parcel, arrived)
                        .isEqualTo(expected);
            }
        }
    }

    /** What is known only grows: a further event never takes a scan or a delivery back, nor makes it later. */
    @ParameterizedTest
    @ValueSource(longs = {3, 11})
    void aFurtherEventTakesNothingBack(long seed) {
        Random random = new Random(seed);
        for (int parcel = 0; parcel < PARCELS; parcel++) {
            List<Event> events = parcel(random);
            ParcelHistory before = ParcelHistory.of(List.of(), EARLIEST, BORN_AFTER, AT_HOME);
            for (int known = 1; known <= events.size(); known++) {
                ParcelHistory after = ParcelHistory.of(events.subList(0, known), EARLIEST, BORN_AFTER, AT_HOME);
                if (before.acceptedAt() != null) {
                    assertThat(after.acceptedAt()).isBeforeOrEqualTo(before.acceptedAt());
                }
                if (before.delivered() != null) {
                    assertThat(Objects.requireNonNull(after.delivered()).occurredAt())
                            .isBeforeOrEqualTo(before.delivered().occurredAt());
                }
                before = after;
            }
        }
    }

    /** Few moments for many events, so that several fall on one. */
    private static List<Event> parcel(Random random) {
        Set<Event> events = new HashSet<>();
        int count = 1 + random.nextInt(12);
        while (events.size() < count) {
            CarrierStatus[] all = CarrierStatus.values();
            events.add(new Event(
                    all[random.nextInt(all.length)],
                    PLACED.plus(Duration.ofHours(random.nextInt(10) - 30L + (random.nextBoolean() ? 40 : 0))),
                    random.nextBoolean() ? null : random.nextBoolean() ? "DE" : "CN",
                    random.nextBoolean() ? null : "10115"));
        }
        return List.copyOf(events);
    }
}
