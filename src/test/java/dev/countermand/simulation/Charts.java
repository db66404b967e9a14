package dev.countermand.simulation;

import dev.countermand.detector.Detector;
import dev.countermand.detector.Detectors;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The charts, as SVG. */
final class Charts {

    private static final int WIDTH = 900;
    private static final int LEFT = 190;
    private static final int RIGHT = 130;
    private static final int ROW = 24;
    private static final int PLOT_HEIGHT = 320;
    private static final int MARGIN = 50;
    private static final int BOTTOM = MARGIN + PLOT_HEIGHT;

    /** Nothing of interest is below. */
    private static final double LEAST_SHARE = 0.5;

    private static final double MOST_DAYS = 12;
    private static final List<String> STYLES = List.of("first", "second");

    private Charts() {}

    static String confusion(Scores scores) {
        int height = ROW * (Detectors.ALL.size() + 2);
        StringBuilder svg = open(height);
        int most = scores.signals().values().stream()
                .mapToInt(counts -> counts.truePositives() + counts.falsePositives() + counts.falseNegatives())
                .max()
                .orElse(1);
        double perOrder = (double) (WIDTH - LEFT - RIGHT) / most;
        int y = 0;
        for (Detector detector : Detectors.ALL) {
            Counts counts = scores.signal(detector.code());
            text(svg, 0, y + 16, "", detector.rule() + " " + detector.code());
            double x = LEFT;
            x = bar(svg, x, y, counts.truePositives() * perOrder, "true");
            x = bar(svg, x, y, counts.falsePositives() * perOrder, "false");
            x = bar(svg, x, y, counts.falseNegatives() * perOrder, "missed");
            text(
                    svg,
                    x + 6,
                    y + 16,
                    "faint",
                    counts.truePositives() + " / " + counts.falsePositives() + " / " + counts.falseNegatives());
            y += ROW;
        }
        double x = LEFT;
        for (Map.Entry<String, String> key : List.of(
                Map.entry("true", "said and true"),
                Map.entry("false", "said, not true"),
                Map.entry("missed", "true, not said"))) {
            bar(svg, x, y + 8, 14, key.getKey());
            text(svg, x + 20, y + 24, "faint", key.getValue());
            x += 150;
        }
        return svg.append("</svg>\n").toString();
    }

    static String precisionAgainstRecall(List<Scores> all) {
        StringBuilder svg = plot("recall", "precision");
        for (int step = 0; step <= 5; step++) {
            double share = LEAST_SHARE + (1 - LEAST_SHARE) * step / 5;
            text(svg, xOf(scaled(share)) - 10, BOTTOM + 18, "faint", twoDigits(share));
            text(svg, MARGIN - 36, yOf(scaled(share)) + 4, "faint", twoDigits(share));
        }
        for (int i = 0; i < all.size(); i++) {
            StringBuilder points = new StringBuilder();
            String style = STYLES.get(i);
            for (Map.Entry<Integer, Counts> point : all.get(i).curve().entrySet()) {
                double x = xOf(scaled(point.getValue().recall()));
                double y = yOf(scaled(point.getValue().precision()));
                points.append(pair(x, y)).append(' ');
                svg.append(format("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n", style, x, y));
                if (point.getKey() == all.get(i).freezeAt()) {
                    svg.append(format("<circle class=\"%s line\" cx=\"%.1f\" cy=\"%.1f\" r=\"8\"/>%n", style, x, y));
                }
                text(svg, x + 8, y + (i == 0 ? -6 : 14), "faint", String.valueOf(point.getKey()));
            }
            line(svg, style, points.toString());
        }
        return legend(svg, all);
    }

    static String daysToFreeze(List<Scores> all) {
        StringBuilder svg = plot("days", "share");
        for (int day = 0; day <= MOST_DAYS; day += 2) {
            text(svg, xOf(day / MOST_DAYS) - 4, BOTTOM + 18, "faint", String.valueOf(day));
        }
        for (int step = 0; step <= 4; step++) {
            text(svg, MARGIN - 36, yOf(step / 4.0) + 4, "faint", twoDigits(step / 4.0));
        }
        for (int i = 0; i < all.size(); i++) {
            List<Double> days = all.get(i).daysToFreeze();
            StringBuilder points = new StringBuilder();
            int within = 0;
            for (double day = 0; day <= MOST_DAYS; day += 0.1) {
                while (within < days.size() && days.get(within) <= day) {
                    within++;
                }
                points.append(pair(xOf(day / MOST_DAYS), yOf(days.isEmpty() ? 0 : (double) within / days.size())))
                        .append(' ');
            }
            line(svg, STYLES.get(i), points.toString());
        }
        return legend(svg, all);
    }

    private static StringBuilder open(int height) {
        return new StringBuilder(
                format("<svg viewBox=\"0 0 %d %d\" xmlns=\"http://www.w3.org/2000/svg\">%n", WIDTH, height));
    }

    private static StringBuilder plot(String across, String up) {
        StringBuilder svg = open(BOTTOM + MARGIN);
        svg.append(
                format("<path class=\"axis line\" d=\"M%d %d V%d H%d\"/>%n", MARGIN, MARGIN, BOTTOM, WIDTH - MARGIN));
        text(svg, WIDTH - MARGIN - 30, BOTTOM + 36, "faint", across);
        text(svg, MARGIN - 40, MARGIN - 14, "faint", up);
        return svg;
    }

    private static String legend(StringBuilder svg, List<Scores> all) {
        for (int i = 0; i < all.size(); i++) {
            int y = BOTTOM - 40 + i * 20;
            svg.append(
                    format("<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"5\"/>%n", STYLES.get(i), MARGIN + 20, y - 4));
            text(svg, MARGIN + 32, y, "", all.get(i).parameters().name());
        }
        return svg.append("</svg>\n").toString();
    }

    private static double scaled(double share) {
        return Math.max(0, (share - LEAST_SHARE) / (1 - LEAST_SHARE));
    }

    private static double xOf(double share) {
        return MARGIN + share * (WIDTH - 2 * MARGIN);
    }

    private static double yOf(double share) {
        return BOTTOM - share * PLOT_HEIGHT;
    }

    private static double bar(StringBuilder svg, double x, double y, double width, String style) {
        svg.append(format(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>%n",
                style, x, y + 4, width, ROW - 8));
        return x + width;
    }

    private static void line(StringBuilder svg, String style, String points) {
        svg.append(format("<polyline class=\"%s line\" style=\"fill: none\" points=\"%s\"/>%n", style, points));
    }

    private static void text(StringBuilder svg, double x, double y, String style, String words) {
        svg.append(format("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", style, x, y, words));
    }

    private static String pair(double x, double y) {
        return format("%.1f,%.1f", x, y);
    }

    private static String twoDigits(double figure) {
        return format("%.2f", figure);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
    }
}
