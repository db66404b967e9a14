package dev.countermand.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WrittenTogetherTest {

    private static final Duration A_WHILE = Duration.ofSeconds(30);

    private final List<List<String>> groups = new ArrayList<>();
    private final List<UniEmitter<? super Void>> open = new ArrayList<>();

    private final WrittenTogether<String, Void> together = new WrittenTogether<>(this::hold);

    /** Ends when the test says so. */
    private Uni<Void> hold(List<String> group) {
        groups.add(group);
        return Uni.createFrom().emitter(open::add);
    }

    private UniAssertSubscriber<Void> write(String thing) {
        return together.write(thing).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void whoComesAloneIsWrittenAtOnceAndGoesOnOnceThatIsDone() {
        UniAssertSubscriber<Void> first = write("a");
        assertThat(groups).containsExactly(List.of("a"));
        first.assertNotTerminated();
        open.get(0).complete(null);
        first.assertCompleted();
        write("b");
        assertThat(groups).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void thoseWhoComeMeanwhileAreWrittenTogether() {
        UniAssertSubscriber<Void> first = write("a");
        UniAssertSubscriber<Void> second = write("b");
        UniAssertSubscriber<Void> third = write("c");
        assertThat(groups).containsExactly(List.of("a"));
        open.get(0).complete(null);
        first.assertCompleted();
        assertThat(groups).containsExactly(List.of("a"), List.of("b", "c"));
        second.assertNotTerminated();
        open.get(1).complete(null);
        second.assertCompleted();
        third.assertCompleted();
    }

    /** Nobody goes on whose own was not written, and everybody whose own was. */
    @Test
    void whatCouldNotBeWrittenFailsItsOwnAlone() {
        UniAssertSubscriber<Void> first = write("a");
        UniAssertSubscriber<Void> second = write("b");
        UniAssertSubscriber<Void> third = write("c");
        open.get(0).fail(new IllegalStateException("the database is away"));
        first.assertFailedWith(IllegalStateException.class, "away");
        assertThat(groups.getLast()).containsExactly("b", "c");
        open.get(1).complete(null);
        second.assertCompleted();
        third.assertCompleted();
    }

    /** Whoever set it going may have waited too long: the others are written all the same. */
    @Test
    void whoGivesUpTakesNobodyWithThem() {
        UniAssertSubscriber<Void> first = write("a");
        UniAssertSubscriber<Void> second = write("b");
        UniAssertSubscriber<Void> third = write("c");
        first.cancel();
        second.cancel();
        open.get(0).complete(null);
        assertThat(groups).containsExactly(List.of("a"), List.of("b", "c"));
        open.get(1).complete(null);
        third.assertCompleted();
    }

    /** From many threads: each is written once, before it goes on. */
    @Test
    void eachIsWrittenOnceWhoeverComes() {
        Queue<Integer> written = new ConcurrentLinkedQueue<>();
        WrittenTogether<Integer, Void> busy = new WrittenTogether<>(group -> Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(1))
                .invoke(() -> written.addAll(group)));
        List<Boolean> there = Multi.createFrom()
                .range(0, 2_000)
                .onItem()
                .transformToUni(number -> Uni.createFrom()
                        .deferred(() -> busy.write(number))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .map(done -> written.contains(number)))
                .merge(8)
                .collect()
                .with(Collectors.toList())
                .await()
                .atMost(A_WHILE);
        assertThat(there).hasSize(2_000).doesNotContain(false);
        assertThat(written).hasSize(2_000).doesNotHaveDuplicates();
    }
}
