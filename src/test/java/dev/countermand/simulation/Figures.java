package dev.countermand.simulation;

import dev.countermand.detector.Detector;
import dev.countermand.detector.Detectors;
import java.util.List;
import java.util.Locale;

/** The figures as they are printed: tables in Markdown, so that they can be put into docs/detection.md as they are. */
final class Figures {

    private final StringBuilder text = new StringBuilder();

    private Figures() {}

    static String of(Scores tuning, Scores holdOut) {
        Figures figures = new Figures();
        figures.freezing(List.of(tuning, holdOut));
        figures.aims(tuning, holdOut);
        figures.signals(tuning, holdOut);
        figures.dodges(tuning, holdOut);
        figures.traps(tuning, holdOut);
        return figures.text.toString();
    }

    private void freezing(List<Scores> both) {
        line("| freezing | orders | fraud | hard negatives | precision | recall | honest frozen per 1,000 |"
                + " days to freeze, median | nine in ten |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (Scores scores : both) {
            line(
                    "| %s | %d | %d | %d | %.3f | %.3f | %.2f | %.1f | %.1f |",
                    scores.parameters().name(),
                    scores.orders(),
                    scores.fraud(),
                    scores.hardNegatives(),
                    scores.freezing().precision(),
                    scores.freezing().recall(),
                    scores.freezing().falsePositivesPerThousand(),
                    scores.daysToFreeze(0.5),
                    scores.daysToFreeze(0.9));
        }
        line("");
    }

    private void aims(Scores tuning, Scores holdOut) {
        for (Aim aim : Aim.of(tuning, holdOut)) {
            line("%s %s: %.3f (%s)", aim.holds() ? "holds:" : "FAILS:", aim.words(), aim.figure(), aim.bound());
        }
        line("");
    }

    private void signals(Scores tuning, Scores holdOut) {
        line("| signal | tuning: precision | recall | hold-out: precision | recall | true | false | missed | rest |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (Detector detector : Detectors.ALL) {
            Counts tuned = tuning.signal(detector.code());
            Counts held = holdOut.signal(detector.code());
            line(
                    "| %s %s | %.3f | %.3f | %.3f | %.3f | %d | %d | %d | %d |",
                    detector.rule(),
                    detector.code(),
                    tuned.precision(),
                    tuned.recall(),
                    held.precision(),
                    held.recall(),
                    held.truePositives(),
                    held.falsePositives(),
                    held.falseNegatives(),
                    held.trueNegatives());
        }
        line("");
    }

    private void dodges(Scores tuning, Scores holdOut) {
        line("| what was done instead of shipping | tuning: frozen | of | hold-out: frozen | of |");
        line("|---|---|---|---|---|");
        for (Dodge dodge : Dodge.values()) {
            row(dodge.words, tuning.frozen(dodge), holdOut.frozen(dodge));
        }
        line("");
    }

    private void traps(Scores tuning, Scores holdOut) {
        line("| honest orders that look bad | tuning: frozen | of | hold-out: frozen | of |");
        line("|---|---|---|---|---|");
        for (Trap trap : Trap.values()) {
            row(trap.words, tuning.frozen(trap), holdOut.frozen(trap));
        }
        line("");
    }

    private void row(String words, Scores.Share tuned, Scores.Share held) {
        line("| %s | %d | %d | %d | %d |", words, tuned.some(), tuned.all(), held.some(), held.all());
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is in a library that nothing else needs
    private void line(String format, Object... figures) {
        text.append(String.format(Locale.ROOT, format, figures)).append('\n');
    }
}
