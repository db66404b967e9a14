package dev.countermand.payment.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A20b: what the buyer reads is true in each status. */
class RefundWordsTest {

    private static final Instant AT = Instant.parse("2026-03-03T10:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-24T10:00:00Z");

    /** Whatever is known of it besides: only what can come is promised, and only what has left is said to have left. */
    @ParameterizedTest
    @EnumSource(RefundStatus.class)
    void promisesNothingThatNobodyCanPromise(RefundStatus status) {
        String words = words(status, null, false);
        assertThat(words.contains("expected")).isEqualTo(status.promised() && status != RefundStatus.FAILED);
        assertThat(words.contains("were sent") || words.contains("came back") || words.contains("were paid"))
                // What was sent, and is before a person, has left as well.
                .isEqualTo(status.paidOut() || status == RefundStatus.ESCALATED);
        assertThat(words).startsWith("29.90 EUR ").endsWith(".");
    }

    @Test
    void saysWhatAPersonHasDone() {
        assertThat(words(RefundStatus.SETTLED, "Bank transfer", false))
                .isEqualTo("29.90 EUR were paid in another way: Bank transfer (A20b).");
        assertThat(words(RefundStatus.CLOSED, null, false)).contains("are not paid: Declined");
        assertThat(words(RefundStatus.CLOSED, null, true)).contains("by the bank");
    }

    /** A20b, A22: what was never sent is owed; of what was sent nobody is told that it is not. */
    @Test
    void saysWhatIsKnownOfWhatIsBeforeAPerson() {
        assertThat(words(RefundStatus.ESCALATED, null, false))
                .contains("were sent back")
                .contains("A22");
        assertThat(RefundWords.of(
                        new RefundWords.Known(
                                RefundStatus.ESCALATED, "29.90 EUR", null, TO, null, null, "Declined", false),
                        ZoneOffset.UTC))
                .contains("still owed")
                .contains("not been sent")
                .contains("A20b");
    }

    private static String words(RefundStatus status, @Nullable String how, boolean byTheBank) {
        return RefundWords.of(
                new RefundWords.Known(status, "29.90 EUR", AT, TO, AT, how, "Declined", byTheBank), ZoneOffset.UTC);
    }
}
