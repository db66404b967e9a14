package dev.countermand.review.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void sharesAreOfWhatThereWas() {
        Figures.OfDetector detector = new Figures.OfDetector("F", 120, 100, 90, 2, 3, 2, Duration.ofHours(1));
        assertThat(detector.precision()).isEqualTo(0.88);
        assertThat(detector.agreement()).isEqualTo(0.6667);
        Figures.OfModerator moderator =
                new Figures.OfModerator("m", 9, 40, 30, 1, 3, 4, 4, 0, 0, 0, null).with(5, 3, 2);
        assertThat(moderator.precision()).isEqualTo(0.9667);
        assertThat(moderator.agreement()).isEqualTo(1.0);
        assertThat(moderator.accuracy()).isEqualTo(0.6667);
        assertThat(moderator.reviews()).isEqualTo(5);
        assertThat(moderator.decided()).isEqualTo(40);
        assertThat(moderator.opened()).isEqualTo(9);
        assertThat(moderator.opened(45)).isEqualTo(new Figures.OfModerator("m", 45, 40, 30, 1, 3, 4, 4, 5, 3, 2, null));
    }

    /** None right of three is not the same as none at all. */
    @Test
    void aShareOfNothingIsNoZero() {
        Figures.OfModerator fresh = Figures.OfModerator.none("m");
        assertThat(fresh.precision()).isNull();
        assertThat(fresh.agreement()).isNull();
        assertThat(fresh.accuracy()).isNull();
        assertThat(fresh.with(0, 3, 0).accuracy()).isZero();
    }
}
