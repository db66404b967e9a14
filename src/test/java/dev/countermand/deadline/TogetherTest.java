package dev.countermand.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.database.Steps;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TogetherTest {

    private static final Duration A_WHILE = Duration.ofSeconds(30);

    private final Queue<List<String>> goes = new ConcurrentLinkedQueue<>();
    private final List<UniEmitter<? super Void>> open = new CopyOnWriteArrayList<>();

    private final Together<String> together =
            new Together<>(3, Duration.ZERO, thing -> thing.substring(0, 1), this::hold);

    /** Ends when the test says so. */
    private Uni<Void> hold(List<String> go) {
        goes.add(go);
        return Uni.createFrom().emitter(open::add);
    }

    private UniAssertSubscriber<Void> add(String thing) {
        return together.add(thing).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private void end(int go) {
        open.get(go).complete(null);
    }

    @Test
    void whoComesAloneIsDoneAtOnce() {
        UniAssertSubscriber<Void> first = add("a1");
        assertThat(goes).containsExactly(List.of("a1"));
        assertThat(together.waiting()).isZero();
        first.assertNotTerminated();
        end(0);
        first.assertCompleted();
        UniAssertSubscriber<Void> second = add("b1");
        assertThat(goes).containsExactly(List.of("a1"), List.of("b1"));
        end(1);
        second.assertCompleted();
    }

    /** A go that is not full waits a moment, and no longer; one that is does not wait. */
    @Test
    void whoeverComesInAMomentIsInTheSameGo() {
        Together<String> gathering =
                new Together<>(3, Duration.ofMillis(200), thing -> thing.substring(0, 1), this::hold);
        UniAssertSubscriber<Void> first = gathering.add("a1").subscribe().withSubscriber(UniAssertSubscriber.create());
        gathering.add("b1").subscribe().withSubscriber(UniAssertSubscriber.create());
        assertThat(goes).isEmpty();
        await(() -> assertThat(open).hasSize(1));
        assertThat(goes).containsExactly(List.of("a1", "b1"));
        for (String thing : List.of("c1", "d1", "e1")) {
            gathering.add(thing).subscribe().withSubscriber(UniAssertSubscriber.create());
        }
        end(0);
        assertThat(goes).containsExactly(List.of("a1", "b1"), List.of("c1", "d1", "e1"));
        end(1);
        first.awaitItem(A_WHILE).assertCompleted();
    }

    private static void await(Runnable holds) {
        Instant until = Instant.now().plus(A_WHILE);
        while (true) {
            try {
                holds.run();
                return;
            } catch (AssertionError e) {
                if (Instant.now().isAfter(until)) {
                    throw e;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** Those who come meanwhile are free again, and whoever is first does theirs, too. */
    @Test
    void whatComesMeanwhileIsTheNextGo() {
        UniAssertSubscriber<Void> first = add("a1");
        for (String thing : List.of("b1", "c1", "b2", "d1", "e1")) {
            add(thing).assertCompleted();
        }
        assertThat(together.waiting()).isEqualTo(5);
        end(0);
        assertThat(goes).containsExactly(List.of("a1"), List.of("b1", "c1", "d1"));
        end(1);
        assertThat(goes).contains(List.of("b2", "e1"));
        first.assertNotTerminated();
        end(2);
        first.assertCompleted();
        assertThat(together.waiting()).isZero();
    }

    /** From many threads: each thing is done once, and no two goes are done beside each other. */
    @Test
    void nothingIsLostOrDoneTwiceFromManyThreads() {
        int count = 20_000;
        AtomicInteger beside = new AtomicInteger();
        AtomicInteger mostBeside = new AtomicInteger();
        Queue<String> done = new ConcurrentLinkedQueue<>();
        Together<String> from = new Together<>(50, Duration.ZERO, thing -> thing, go -> {
            mostBeside.accumulateAndGet(beside.incrementAndGet(), Math::max);
            done.addAll(go);
            return Steps.nothing().emitOn(Infrastructure.getDefaultExecutor()).invoke(beside::decrementAndGet);
        });
        Multi.createFrom()
                .range(0, count)
                .onItem()
                .transformToUni(number -> Uni.createFrom()
                        .item(Integer.toString(number))
                        .emitOn(Infrastructure.getDefaultExecutor())
                        .chain(from::add))
                .merge(8)
                .collect()
                .last()
                .await()
                .atMost(A_WHILE);
        assertThat(done).hasSize(count).doesNotHaveDuplicates();
        assertThat(mostBeside).hasValue(1);
        assertThat(from.waiting()).isZero();
    }

    /** It does not happen, but nothing that waits may be lost when it does. */
    @Test
    void whatFailsLeavesTheRestToWhoeverComesNext() {
        UniAssertSubscriber<Void> first = add("a1");
        add("b1");
        open.getFirst().fail(new IllegalStateException("no database"));
        first.assertFailedWith(IllegalStateException.class, "no database");
        add("c1");
        assertThat(goes).containsExactly(List.of("a1"), List.of("b1", "c1"));
    }
}
