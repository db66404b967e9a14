package dev.countermand.review.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one who follows cases is sent. */
class LiveReaderTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final LiveReader.Terms TERMS = new LiveReader.Terms(Duration.ofSeconds(15), Duration.ofMinutes(10));

    @Test
    void sendsWhatHappenedInItsOrderAndGoesOnBehindIt() {
        LiveReader reader = reader("mod-1", null);
        LiveReader.Step step = reader.take(page(12, event(11, ONE), event(12, OTHER)), false, 1);

        assertThat(step.lines()).extracting(LiveReader.Line::id).containsExactly(11L, 12L);
        assertThat(step.last()).isFalse();
        assertThat(reader.position()).isEqualTo(12);
    }

    @Test
    void sendsOnlyOfTheCaseThatIsAskedForAndNothingToItsParties() {
        assertThat(reader("mod-1", OTHER)
                        .take(page(12, event(11, ONE), event(12, OTHER)), false, 1)
                        .lines())
                .extracting(LiveReader.Line::id)
                .containsExactly(12L);
        assertThat(reader("seller-1", null)
                        .take(page(11, event(11, ONE)), false, 1)
                        .lines())
                .isEmpty();
        assertThat(reader("buyer-1", null)
                        .take(page(11, event(11, ONE)), false, 1)
                        .lines())
                .isEmpty();
    }

    /** What was left out is behind a reader, too: they do not come back to it. */
    @Test
    void saysThatItIsAliveWhenNothingHasHappenedForSoLong() {
        LiveReader reader = reader("seller-1", null);
        assertThat(reader.take(page(11, event(11, ONE)), false, seconds(14)).lines())
                .isEmpty();
        assertThat(reader.take(page(11), false, seconds(15)).lines())
                .containsExactly(new LiveReader.Line("alive", 11, null));
        assertThat(reader.take(page(11), false, seconds(29)).lines()).isEmpty();
        assertThat(reader.take(page(11), false, seconds(30)).lines())
                .extracting(LiveReader.Line::name)
                .containsExactly("alive");
    }

    @Test
    void endsWhenItsTimeIsOverAndWhenTheReplicaEnds() {
        LiveReader.Step late = reader("mod-1", null).take(page(11, event(11, ONE)), false, seconds(600));
        assertThat(late.last()).isTrue();
        assertThat(late.lines()).extracting(LiveReader.Line::name).containsExactly("case.claimed", "end");
        LiveReader.Step closing = reader("mod-1", null).take(page(10), true, 1);
        assertThat(closing.last()).isTrue();
        assertThat(closing.lines()).containsExactly(new LiveReader.Line("end", 10, null));
    }

    @Test
    void saysThatTooMuchWasMissed() {
        LiveReader reader = reader("mod-1", null);
        LiveReader.Step step = reader.take(new LiveEvents.Page(List.of(), 500_000, true), false, 1);
        assertThat(step.lines()).containsExactly(new LiveReader.Line("reset", 500_000, null));
        assertThat(reader.position()).isEqualTo(500_000);
    }

    private static LiveReader reader(String subject, @Nullable UUID caseId) {
        return new LiveReader(subject, caseId, 10, TERMS, 0);
    }

    private static LiveEvents.Page page(long upTo, CaseEvent... events) {
        return new LiveEvents.Page(List.of(events), upTo, false);
    }

    private static CaseEvent event(long position, UUID caseId) {
        return SomeEvents.claimed(position, caseId);
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
