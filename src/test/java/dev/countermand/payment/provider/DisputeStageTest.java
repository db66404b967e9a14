package dev.countermand.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.payment.provider.ProviderNews.ChargebackNews.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A20a: what is told of a dispute in any order, once or twice, comes to one end. */
class DisputeStageTest {

    private static final int AT_MOST = 6;

    private int stories;

    /** Every choice of up to six stages, each any number of times, in every order: 137,256 stories. */
    @Test
    void everyStoryOfUpToSixEndsAsItsFactsDo() {
        tell(new ArrayList<>());
        assertThat(stories).isEqualTo(7 + 49 + 343 + 2_401 + 16_807 + 117_649);
    }

    private void tell(List<Stage> story) {
        if (!story.isEmpty()) {
            stories++;
            assertThat(Stage.of(story)).as("%s", story).contains(end(new HashSet<>(story)));
        }
        if (story.size() == AT_MOST) {
            return;
        }
        for (Stage next : Stage.values()) {
            story.add(next);
            tell(story);
            story.removeLast();
        }
    }

    /** Written down by itself, from a set, which has no order. */
    private static Stage end(Set<Stage> facts) {
        if (facts.contains(Stage.LOST_FOR_GOOD)) {
            return Stage.LOST_FOR_GOOD;
        }
        if (facts.contains(Stage.WON_FOR_GOOD)) {
            return Stage.WON_FOR_GOOD;
        }
        boolean taken = facts.contains(Stage.TAKEN) || facts.contains(Stage.WON);
        if (facts.contains(Stage.LOST) || facts.contains(Stage.UNDEFENDED) && taken) {
            return Stage.LOST;
        }
        if (facts.contains(Stage.UNDEFENDED)) {
            return Stage.UNDEFENDED;
        }
        if (facts.contains(Stage.WON)) {
            return Stage.WON;
        }
        return taken ? Stage.TAKEN : Stage.OPENED;
    }

    @Test
    void ofWhichNothingWasToldIsNowhere() {
        assertThat(Stage.of(List.of())).isEmpty();
    }
}
