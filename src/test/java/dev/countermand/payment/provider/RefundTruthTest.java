package dev.countermand.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.payment.provider.PaymentProvider.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is told in any order, once or twice, comes to one end. */
class RefundTruthTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T10:00:00Z");

    private static final List<Progress> SAID = List.of(
            new Progress.Pending(),
            new Progress.Sent(MONDAY),
            new Progress.Sent(TUESDAY, "arn-7"),
            new Progress.Arrived(TUESDAY, TUESDAY),
            new Progress.Declined("no"),
            new Progress.Failed("account closed"));

    private static final int AT_MOST = 6;

    /** Every choice of up to six, each of them any number of times, in every order: 55,986 stories. */
    @Test
    void everyStoryOfUpToSixEndsAsItsFactsDo() {
        int[] stories = {0};
        stories(new ArrayList<>(), story -> {
            stories[0]++;
            assertThat(RefundTruth.of(story).progress()).as(story.toString()).isEqualTo(end(new HashSet<>(story)));
        });
        assertThat(stories[0]).isEqualTo(6 + 36 + 216 + 1_296 + 7_776 + 46_656);
    }

    private static void stories(List<Progress> story, Consumer<List<Progress>> each) {
        if (!story.isEmpty()) {
            each.accept(story);
        }
        if (story.size() == AT_MOST) {
            return;
        }
        for (Progress next : SAID) {
            story.add(next);
            stories(story, each);
            story.removeLast();
        }
    }

    /** Written down by itself, from a set, which has no order. */
    private static Progress end(Set<Progress> facts) {
        boolean monday = facts.contains(SAID.get(1));
        boolean tuesday = facts.contains(SAID.get(2));
        boolean arrived = facts.contains(SAID.get(3));
        boolean sent = monday || tuesday || arrived;
        Instant sentAt = monday ? MONDAY : TUESDAY;
        if (facts.contains(SAID.get(5))) {
            return new Progress.Failed("account closed");
        }
        if (facts.contains(SAID.get(4))) {
            return sent ? new Progress.Failed("no") : new Progress.Declined("no");
        }
        if (arrived) {
            return new Progress.Arrived(sentAt, TUESDAY);
        }
        return sent ? new Progress.Sent(sentAt, tuesday ? "arn-7" : null) : new Progress.Pending();
    }

    /** What is stored is told again by nobody: joined half by half it comes to the same. */
    @Test
    void whatIsStoredAndWhatIsToldLaterComeToTheSame() {
        for (int cut = 0; cut <= SAID.size(); cut++) {
            RefundTruth stored = RefundTruth.of(SAID.subList(0, cut));
            RefundTruth later = RefundTruth.of(SAID.subList(cut, SAID.size()));
            assertThat(stored.and(later)).isEqualTo(RefundTruth.of(SAID)).isEqualTo(later.and(stored));
        }
    }
}
