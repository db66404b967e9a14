package dev.countermand.review.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The latest events are read once for all who follow, and whoever is further behind is led to them. */
class LiveEventsTest {

    private final Journal journal = new Journal();
    private final LiveEvents events = new LiveEvents(journal, 2);

    @Test
    void whatWasReadOnceIsToldToAll() {
        begin(100);
        journal.happen(101, 103);
        events.tick().await().indefinitely();
        int read = journal.reads;

        assertThat(positions(100)).containsExactly(101L, 103L);
        assertThat(positions(102)).containsExactly(103L);
        assertThat(journal.reads).isEqualTo(read);
    }

    @Test
    void whoHasEverythingWaitsForTheNextTick() {
        begin(100);
        UniAssertSubscriber<LiveEvents.Page> waiting =
                events.behind(100).subscribe().withSubscriber(UniAssertSubscriber.create());
        waiting.assertNotTerminated();
        journal.happen(101);
        events.tick().await().indefinitely();
        assertThat(waiting.assertCompleted().getItem()).isEqualTo(new LiveEvents.Page(List.of(), 100, false));
        assertThat(positions(100)).containsExactly(101L);
    }

    /** A reader asks on as soon as they are answered; a tick answers each of them once. */
    @Test
    void aTickWakesEachOnce() {
        begin(100);
        List<LiveEvents.Page> pages = new ArrayList<>();
        Multi.createBy()
                .repeating()
                .uni(() -> events.behind(100))
                .indefinitely()
                .subscribe()
                .with(pages::add);
        events.tick().await().indefinitely();
        assertThat(pages).hasSize(1);
        events.tick().await().indefinitely();
        assertThat(pages).hasSize(2);
    }

    /** In pages of so many positions, each of which the journal is asked for. */
    @Test
    void whoIsBehindIsLedToTheEndPageByPage() {
        journal.happen(200, 1_500, 2_400);
        begin(2_500);
        List<Long> seen = new ArrayList<>();
        long position = 150;
        while (position < 2_500) {
            LiveEvents.Page page = events.behind(position).await().indefinitely();
            page.events().forEach(event -> seen.add(event.position()));
            assertThat(page.upTo()).isGreaterThan(position).isLessThanOrEqualTo(position + LiveEvents.POSITIONS);
            position = page.upTo();
        }
        assertThat(seen).containsExactly(200L, 1_500L, 2_400L);
    }

    @Test
    void whoIsTooFarBehindBeginsAnew() {
        begin(LiveEvents.TOO_FAR + 2);
        LiveEvents.Page page = events.behind(1).await().indefinitely();
        assertThat(page.reset()).isTrue();
        assertThat(page.upTo()).isEqualTo(LiveEvents.TOO_FAR + 2);
    }

    /** No more is kept than its limit, and what was let go is read from the journal. */
    @Test
    void onlySoManyAreKept() {
        begin(0);
        for (int batch = 1; batch <= 3; batch++) {
            for (long position = (batch - 1) * 1_000 + 1; position <= batch * 1_000L; position++) {
                journal.happen(position);
            }
            events.tick().await().indefinitely();
        }
        int read = journal.reads;
        assertThat(positions(1_000)).hasSize(LiveEvents.KEPT);
        assertThat(journal.reads).isEqualTo(read);
        assertThat(positions(999)).hasSize(LiveEvents.POSITIONS).startsWith(1_000L);
        assertThat(journal.reads).isEqualTo(read + 1);
    }

    @Test
    void thereAreOnlySoManyPlacesAndNoneAtTheEnd() {
        assertThat(events.enter()).isTrue();
        assertThat(events.enter()).isTrue();
        assertThat(events.enter()).isFalse();
        events.leave();
        assertThat(events.enter()).isTrue();
        events.leave();
        UniAssertSubscriber<LiveEvents.Page> waiting =
                events.behind(0).subscribe().withSubscriber(UniAssertSubscriber.create());
        events.close();
        waiting.assertCompleted();
        assertThat(events.enter()).isFalse();
        assertThat(events.closed()).isTrue();
    }

    private void begin(long last) {
        journal.last = last;
        events.enter();
        events.tick().await().indefinitely();
    }

    private List<Long> positions(long behind) {
        return events.behind(behind).await().indefinitely().events().stream()
                .map(CaseEvent::position)
                .toList();
    }

    private static final class Journal implements LiveEvents.Source {

        private final List<CaseEvent> all = new ArrayList<>();
        private long last;
        private int reads;

        void happen(long... positions) {
            for (long position : positions) {
                all.add(SomeEvents.claimed(position, new UUID(0, position)));
                last = Math.max(last, position);
            }
        }

        @Override
        public Uni<Long> last() {
            return Uni.createFrom().item(last);
        }

        @Override
        public Uni<List<CaseEvent>> between(long after, long upTo) {
            reads++;
            return Uni.createFrom()
                    .item(all.stream()
                            .filter(event -> event.position() > after && event.position() <= upTo)
                            .toList());
        }
    }
}
