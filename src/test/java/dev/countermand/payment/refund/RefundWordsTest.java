package dev.countermand.payment.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
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
                                RefundStatus.ESCALATED, "29.90 EUR", null, TO, null, null, null, "Declined", false),
                        ZoneOffset.UTC))
                .contains("still owed")
                .contains("not been sent")
                .contains("A20b");
    }

    /** A21, A22: when it left, how long banks take, and when we look by ourselves, in days as people say them. */
    @Test
    void saysHowLongBanksTakeAndWhenWeLook() {
        assertThat(sent(new RefundWords.Bank(5, 14, TO)))
                .isEqualTo(
                        "29.90 EUR were sent back on 3 March 2026. Banks take 5 to 14 business days (A21); if they are"
                                + " not there by 24 March 2026, we look into it by ourselves (A22).");
        assertThat(sent(new RefundWords.Bank(1, 1, TO))).contains("Banks take 1 business day (A21)");
    }

    /** The days are those of the market, whatever day it is elsewhere. */
    @Test
    void saysTheDaysOfTheMarket() {
        RefundWords.Bank bank = new RefundWords.Bank(5, 14, Instant.parse("2026-03-24T18:00:00Z"));
        assertThat(RefundWords.of(sent(Instant.parse("2026-03-03T18:00:00Z"), bank), ZoneId.of("Asia/Shanghai")))
                .contains("on 4 March 2026")
                .contains("by 25 March 2026");
    }

    private static String sent(RefundWords.Bank bank) {
        return RefundWords.of(sent(AT, bank), ZoneOffset.UTC);
    }

    private static RefundWords.Known sent(Instant at, RefundWords.Bank bank) {
        return new RefundWords.Known(RefundStatus.SENT, "29.90 EUR", at, TO, bank, null, null, null, false);
    }

    /** A22: what was sent and is tried once more was sent all the same, and nothing else is promised. */
    @ParameterizedTest
    @EnumSource(
            value = RefundStatus.class,
            names = {"REQUESTED", "SUBMITTED", "FAILED"})
    void saysThatWhatIsTriedAgainWasSent(RefundStatus status) {
        assertThat(words(status, AT, null, false))
                .startsWith("29.90 EUR were sent back on 3 March 2026, and nobody has confirmed yet that they arrived.")
                .contains("once more", "A22")
                .doesNotContain("not sent", "expected");
    }

    /** A20b: nobody is told that they do not get what has left. */
    @Test
    void saysThatWhatWasClosedWasSentAllTheSame() {
        assertThat(words(RefundStatus.CLOSED, AT, null, false))
                .startsWith("29.90 EUR were sent back on 3 March 2026 all the same")
                .doesNotContain("are not paid");
    }

    private static String words(RefundStatus status, @Nullable String how, boolean byTheBank) {
        boolean sent = status.paidOut() || status == RefundStatus.ESCALATED;
        return words(status, sent ? AT : null, how, byTheBank);
    }

    private static String words(
            RefundStatus status, @Nullable Instant sentAt, @Nullable String how, boolean byTheBank) {
        return RefundWords.of(
                new RefundWords.Known(status, "29.90 EUR", sentAt, TO, null, AT, how, "Declined", byTheBank),
                ZoneOffset.UTC);
    }
}
