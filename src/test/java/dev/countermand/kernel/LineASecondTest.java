package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.LineASecond.Line;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineASecondTest {

    private static final long SECOND = 1_000_000_000L;

    private final LineASecond lines = new LineASecond();

    /** The count of nanoseconds starts anywhere, below zero as well. */
    @Test
    void theFirstIsToldAtOnceWheneverItComes() {
        assertThat(new LineASecond().note("gone", Long.MIN_VALUE)).contains(new Line(1, "gone"));
        assertThat(new LineASecond().note("gone", 0)).contains(new Line(1, "gone"));
    }

    @Test
    void eachIsCountedOnce() {
        List<Line> told = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lines.note("fault " + i, i * SECOND / 10).ifPresent(told::add);
        }
        lines.due(4 * SECOND).ifPresent(told::add);

        assertThat(told)
                .containsExactly(
                        new Line(1, "fault 0"),
                        new Line(10, "fault 10"),
                        new Line(10, "fault 20"),
                        new Line(9, "fault 29"));
        assertThat(lines.due(9 * SECOND)).isEmpty();
    }
}
