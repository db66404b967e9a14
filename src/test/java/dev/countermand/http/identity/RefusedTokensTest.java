package dev.countermand.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** L: refused tokens leave lines, and a flood of them leaves few. */
class RefusedTokensTest {

    private Instant now = Instant.parse("2026-11-26T12:00:00Z");

    private final RefusedTokens tokens = new RefusedTokens(() -> now);

    @Test
    void theFirstIsSaidAtOnce() {
        assertThat(tokens.note("expired, correlation id c-1"))
                .contains("A token was refused: expired, correlation id c-1");
        assertThat(tokens.due()).isEmpty();
    }

    @Test
    void aFloodIsOneLineASecondAndEachIsCountedOnce() {
        List<String> lines = new ArrayList<>();
        for (int millis = 0; millis < 3_000; millis++) {
            tokens.note("wrong signature, correlation id c-" + millis).ifPresent(lines::add);
            now = now.plusMillis(1);
        }
        tokens.due().ifPresent(lines::add);

        assertThat(lines)
                .containsExactly(
                        "A token was refused: wrong signature, correlation id c-0",
                        "1000 tokens were refused, the last of them: wrong signature, correlation id c-1000",
                        "1000 tokens were refused, the last of them: wrong signature, correlation id c-2000",
                        "999 tokens were refused, the last of them: wrong signature, correlation id c-2999");
    }

    @Test
    void whatWasLeftUnsaidIsSaidASecondLater() {
        tokens.note("expired");
        assertThat(tokens.note("expired again")).isEmpty();
        now = now.plusSeconds(1);
        assertThat(tokens.due()).contains("A token was refused: expired again");
        assertThat(tokens.due()).isEmpty();
    }
}
