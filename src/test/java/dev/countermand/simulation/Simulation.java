package dev.countermand.simulation;

import dev.countermand.detector.rule.RuleBook;
import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import dev.countermand.tracking.number.Carriers;
import dev.countermand.tracking.number.TrackingNumberDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Measures the detectors as they are delivered on two made-up markets, prints how good they are, and writes a page with
 * charts. The command is in docs/detection.md.
 */
public final class Simulation {

    private static final String MARKET = "aliexpress";
    private static final Path PAGE = Path.of("target", "detection", "index.html");

    private final TrackingNumberDecoder decoder = new TrackingNumberDecoder(Carriers.load());
    private final Policy policy = new Policies(Optional.empty()).current(MARKET).orElseThrow();

    /**
     * Measures, prints and draws.
     *
     * @throws IllegalStateException if something does not hold that is promised: the command fails
     */
    public static void main(String[] arguments) throws IOException {
        Simulation simulation = new Simulation();
        Scores tuning = simulation.run(Parameters.TUNING);
        Scores holdOut = simulation.run(Parameters.HOLD_OUT);
        System.out.print(Figures.of(tuning, holdOut));
        Files.createDirectories(PAGE.getParent());
        Files.writeString(PAGE, ChartPage.of(List.of(tuning, holdOut)));
        System.out.println("Charts: " + PAGE);
        if (!Aim.of(tuning, holdOut).stream().allMatch(Aim::holds)) {
            throw new IllegalStateException("Not all that is promised holds: see above");
        }
    }

    Scores run(Parameters parameters) {
        World world = Generator.world(parameters, decoder);
        List<Outcome> outcomes = Replay.of(world, policy, RuleBook.delivered(), decoder);
        return Scores.of(parameters, outcomes, policy.detection().freezeAt());
    }
}
