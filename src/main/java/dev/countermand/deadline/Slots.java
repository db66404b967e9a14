package dev.countermand.deadline;

import dev.countermand.database.Steps;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * So many pieces of work beside each other, each taken from a source at the moment at which a slot is free for it. While
 * some are still worked on, free slots go on looking for more: one that takes long holds up only its own slot.
 *
 * @param width slots
 * @param source gives one piece, or none
 * @param work is done on a piece, and does not fail
 */
record Slots<T>(int width, Supplier<Uni<List<T>>> source, Function<T, Uni<Void>> work) {

    /** After a look that found nothing, the next comes so much later, and twice as much each time. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /**
     * Works until the source has nothing more and every slot is free; gives the number of pieces. When the source fails, it
     * is not asked again, and what is being worked on is done first.
     */
    Uni<Integer> drain() {
        return Uni.createFrom().deferred(() -> new Run().drain());
    }

    private final class Run {

        private final AtomicInteger busy = new AtomicInteger();
        private volatile Duration pause = Duration.ZERO;

        Uni<Integer> drain() {
            return Multi.createBy()
                    .repeating()
                    .uni(this::look)
                    .whilst(found -> !found.isEmpty() || busy.get() > 0)
                    .onItem()
                    .transformToUni(this::workOn)
                    .collectFailures()
                    .merge(width)
                    .collect()
                    .with(Collectors.summingInt(done -> done));
        }

        private Uni<List<T>> look() {
            Uni<Void> wait = pause.isZero()
                    ? Steps.nothing()
                    : Steps.nothing().onItem().delayIt().by(pause);
            return wait.chain(source::get).invoke(found -> pause = found.isEmpty() ? longer(pause) : Duration.ZERO);
        }

        private Uni<Integer> workOn(List<T> found) {
            if (found.isEmpty()) {
                return Uni.createFrom().item(0);
            }
            busy.incrementAndGet();
            return Uni.createFrom()
                    .deferred(() -> work.apply(found.getFirst()))
                    .onTermination()
                    .invoke(busy::decrementAndGet)
                    .replaceWith(1);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
