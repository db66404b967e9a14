package dev.countermand.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final int WIDTH = 3;
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final Map<String, UniEmitter<? super Void>> hanging = new ConcurrentHashMap<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger mostBusy = new AtomicInteger();

    private final Slots<String> slots = new Slots<>(WIDTH, this::next, this::work);

    private Uni<List<String>> next() {
        looks.incrementAndGet();
        String piece = waiting.poll();
        return Uni.createFrom().item(piece == null ? List.of() : List.of(piece));
    }

    /** What begins with "slow" is done when the test says so. */
    private Uni<Void> work(String piece) {
        mostBusy.accumulateAndGet(busy.incrementAndGet(), Math::max);
        Uni<Void> end = piece.startsWith("slow")
                ? Uni.createFrom().emitter(emitter -> hanging.put(piece, emitter))
                : Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(1));
        return end.invoke(() -> {
            busy.decrementAndGet();
            done.add(piece);
        });
    }

    @Test
    void anIdleDrainLooksOnce() {
        assertThat(slots.drain().await().atMost(A_WHILE)).isZero();
        assertThat(looks).hasValue(1);
    }

    @Test
    void everythingIsDoneAndNeverMoreAtOnceThanThereAreSlots() {
        for (int i = 0; i < 100; i++) {
            waiting.add("piece-" + i);
        }
        assertThat(slots.drain().await().atMost(A_WHILE)).isEqualTo(100);
        assertThat(done).hasSize(100).doesNotHaveDuplicates();
        assertThat(mostBusy).hasValue(WIDTH);
    }

    @Test
    void onePieceThatTakesLongHoldsUpNoneThatComesLater() {
        waiting.add("slow");
        UniAssertSubscriber<Integer> drain = slots.drain().subscribe().withSubscriber(UniAssertSubscriber.create());
        await(() -> looks.get() > 2);
        waiting.add("later");
        await(() -> done.contains("later"));
        assertThat(hanging).containsKey("slow");
        drain.assertNotTerminated();
        Objects.requireNonNull(hanging.get("slow")).complete(null);
        drain.awaitItem(A_WHILE).assertItem(2);
    }

    @Test
    void nothingIsTakenThatNoSlotIsFreeFor() {
        waiting.addAll(List.of("slow-1", "slow-2", "slow-3", "left"));
        UniAssertSubscriber<Integer> drain = slots.drain().subscribe().withSubscriber(UniAssertSubscriber.create());
        await(() -> hanging.size() == WIDTH);
        assertThat(waiting).containsExactly("left");
        hanging.values().forEach(piece -> piece.complete(null));
        drain.awaitItem(A_WHILE).assertItem(4);
        assertThat(waiting).isEmpty();
    }

    @Test
    void aSourceThatFailsUndoesNothingThatIsBeingWorkedOn() {
        AtomicInteger calls = new AtomicInteger();
        Slots<String> failing = new Slots<>(
                WIDTH,
                () -> calls.getAndIncrement() == 0
                        ? Uni.createFrom().item(List.of("slow"))
                        : Uni.createFrom().failure(new IllegalStateException("no database")),
                this::work);
        UniAssertSubscriber<Integer> drain = failing.drain().subscribe().withSubscriber(UniAssertSubscriber.create());
        await(() -> calls.get() == 2);
        drain.assertNotTerminated();
        Objects.requireNonNull(hanging.get("slow")).complete(null);
        assertThatThrownBy(() -> drain.awaitItem(A_WHILE)).hasMessageContaining("no database");
        assertThat(done).containsExactly("slow");
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long until = System.nanoTime() + A_WHILE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + A_WHILE);
            }
            Thread.onSpinWait();
        }
    }
}
