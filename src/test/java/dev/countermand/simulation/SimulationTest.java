package dev.countermand.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is promised of detection, on a market small enough for every build; the command in docs/detection.md measures two
 * large ones.
 */
class SimulationTest {

    private static final int ORDERS = 12_000;
    private static final int FEW = 3_000;
    private static final Simulation SIMULATION = new Simulation();

    @Test
    void freezesFraudAndLeavesHonestOrdersAlone() {
        Scores scores = SIMULATION.run(Parameters.TUNING.with(ORDERS));

        assertThat(Aim.of(scores, scores))
                .allSatisfy(aim -> assertThat(aim.holds())
                        .as(aim.words() + " is " + aim.figure())
                        .isTrue());
        assertThat(scores.hardNegatives()).isGreaterThanOrEqualTo(10 * scores.fraud());
        assertThat(scores.fraud() / (double) scores.orders()).isBetween(0.019, 0.021);
    }

    @Test
    void tellsTheSameOfTheSameSeed() {
        Scores once = SIMULATION.run(Parameters.HOLD_OUT.with(FEW));
        Scores again = SIMULATION.run(Parameters.HOLD_OUT.with(FEW));

        assertThat(Figures.of(again, again)).isEqualTo(Figures.of(once, once));
        assertThat(ChartPage.of(List.of(again))).isEqualTo(ChartPage.of(List.of(once)));
    }

    @Test
    void drawsAPageThatNeedsNothingElse() {
        Scores scores = SIMULATION.run(Parameters.HOLD_OUT.with(FEW));
        String page = ChartPage.of(List.of(scores, scores));

        assertThat(page).contains("<svg", "F1 NO_CARRIER_MOVEMENT", "F12 COERCED_REASON", "recall", "days");
        assertThat(page).doesNotContain("<script", "<link", "src=", "href=", "url(");
    }
}
