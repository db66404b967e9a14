package dev.countermand.simulation;

import java.util.List;

/** One page with the charts, complete in itself: no script, no style and no picture from elsewhere. */
final class ChartPage {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Countermand: how good detection is</title>
            <style>
              body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1c2330; }
              svg { width: 100%; height: auto; }
              text { font: 12px system-ui, sans-serif; fill: #1c2330; }
              .faint { fill: #66707f; }
              .axis { stroke: #b9c0ca; }
              .true { fill: #2f7d5b; } .false { fill: #c2493d; } .missed { fill: #d9a441; }
              .first { stroke: #2c5f9e; fill: #2c5f9e; } .second { stroke: #c2493d; fill: #c2493d; }
              .line { fill: none; stroke-width: 2; }
            </style>
            <h1>How good detection is</h1>
            <p>Two made-up markets in which it is known who cheats: the tuning set, on which figures were chosen, and the
            hold-out, on which nothing was. The figures in words are what the command prints.</p>
            """;

    private ChartPage() {}

    static String of(List<Scores> all) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Scores scores : all) {
            page.append("<h2>Confusion per signal, ")
                    .append(scores.parameters().name())
                    .append(
                            "</h2>\n<p>Orders of which a signal was said and is true, said and not true, and true but not"
                                    + " said. All others, ")
                    .append("of which it was rightly not said, are left out.</p>\n")
                    .append(Charts.confusion(scores));
        }
        page.append(
                        "<h2>Precision against recall of freezing</h2>\n<p>Each point is what freezing from that score on would")
                .append(" be; ringed is the score of the policy.</p>\n")
                .append(Charts.precisionAgainstRecall(all))
                .append(
                        "<h2>Days from declaration to freeze</h2>\n<p>The share of frozen fraud that was frozen within so")
                .append(" many days.</p>\n")
                .append(Charts.daysToFreeze(all))
                .append("</html>\n");
        return page.toString();
    }
}
