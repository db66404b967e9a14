package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void areVersion7UuidsOfTheirMoment() {
        Instant now = Instant.parse("2026-11-23T10:15:30.123456Z");
        UUID id = Ids.next(now);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }

    @Test
    void keepTheOrderInWhichTheyAreMadeAtOneMoment() {
        Instant now = Instant.parse("2027-01-01T00:00:00Z");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            ids.add(Ids.next(now).toString());
        }
        assertThat(ids).isSorted();
        assertThat(new HashSet<>(ids)).hasSize(ids.size());
    }

    /** An act that waited for its order goes on with its own moment, while others have theirs. */
    @Test
    void keepTheOrderOfAnActWhileOthersActLater() {
        for (long seconds : new long[] {5, 3_600}) {
            Instant earlier = Instant.parse("2027-02-01T00:00:00Z").minusSeconds(seconds);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                ids.add(Ids.next(earlier).toString());
                Ids.next(earlier.plusSeconds(seconds));
            }
            assertThat(ids).as("%s seconds", seconds).isSorted();
        }
    }

    @Test
    void theFirstIdOfAMomentIsBeforeThoseMadeThen() {
        Instant moment = Instant.parse("2026-05-04T10:15:30.123456Z");
        assertThat(Ids.first(moment)).isLessThan(Ids.next(moment));
        assertThat(Ids.first(moment)).isGreaterThan(Ids.next(moment.minusSeconds(90)));
    }
}
