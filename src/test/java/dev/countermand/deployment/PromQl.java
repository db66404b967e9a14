package dev.countermand.deployment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query of Prometheus asks for: as much of the language as dashboard and alerts use. What is not known here fails the
 * test, so that nobody takes a slip of the pen for a metric.
 *
 * @param selectors the metrics with what their labels are held against
 * @param groupings labels by which results are put together
 */
public record PromQl(String text, List<Selector> selectors, Set<String> groupings) {

    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\[[0-9a-z$_]+]|[a-zA-Z_:][a-zA-Z0-9_:]*|[0-9][0-9.]*"
                    + "|!=|=~|!~|==|>=|<=|[-+*/(){},=<>]");

    private static final Set<String> AGGREGATIONS = Set.of("sum", "max", "min", "avg", "count", "topk");
    private static final Set<String> FUNCTIONS = Set.of(
            "rate", "increase", "changes", "absent", "vector", "avg_over_time", "min_over_time", "histogram_quantile");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless");
    private static final Set<String> LISTS = Set.of("by", "without", "on", "ignoring");
    private static final Set<String> COMPARISONS = Set.of("=", "!=", "=~", "!~");

    /** A metric, by its name in Prometheus. */
    public record Selector(String metric, List<Label> labels) {}

    /** @param operator {@code =}, {@code !=}, {@code =~} or {@code !~} */
    public record Label(String name, String operator, String value) {

        /** What it may be, one by one; regular expressions themselves. */
        public List<String> alternatives() {
            return operator.endsWith("~") ? List.of(value.split("\\|", -1)) : List.of(value);
        }
    }

    /** Reads a query; fails with what it does not understand. */
    public static PromQl of(String text) {
        return new Reader(text).read();
    }

    private static final class Reader {

        private final String text;
        private final List<String> tokens = new ArrayList<>();
        private final List<Selector> selectors = new ArrayList<>();
        private final Set<String> groupings = new LinkedHashSet<>();
        private int at;

        Reader(String text) {
            this.text = text;
            Matcher token = TOKEN.matcher(text);
            int end = 0;
            while (token.find()) {
                mustBe(text.substring(end, token.start()).isBlank(), "strange: " + text.substring(end, token.start()));
                tokens.add(token.group());
                end = token.end();
            }
            mustBe(text.substring(end).isBlank(), "strange: " + text.substring(end));
        }

        PromQl read() {
            Deque<String> open = new ArrayDeque<>();
            while (at < tokens.size()) {
                String token = tokens.get(at++);
                switch (token) {
                    case "(" -> open.push(token);
                    case ")" -> {
                        mustBe(!open.isEmpty(), "a parenthesis that was not opened");
                        open.pop();
                    }
                    default -> {
                        if (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_') {
                            word(token);
                        } else {
                            mustBe(!Set.of("{", "}", "=").contains(token), "out of place: " + token);
                        }
                    }
                }
            }
            mustBe(open.isEmpty(), "a parenthesis that is not closed");
            mustBe(!selectors.isEmpty(), "asks for no metric");
            return new PromQl(text, List.copyOf(selectors), Set.copyOf(groupings));
        }

        private void word(String word) {
            if (LISTS.contains(word)) {
                groupings.addAll(list());
            } else if (next().equals("(")) {
                mustBe(AGGREGATIONS.contains(word) || FUNCTIONS.contains(word), "unknown function " + word);
            } else if (!OPERATORS.contains(word) && !(AGGREGATIONS.contains(word) && LISTS.contains(next()))) {
                selectors.add(new Selector(word, next().equals("{") ? labels() : List.of()));
            }
        }

        private Set<String> list() {
            Set<String> names = new HashSet<>();
            mustBe(take().equals("("), "labels stand in parentheses");
            for (String token = take(); !token.equals(")"); token = take()) {
                if (!token.equals(",")) {
                    mustBe(token.matches("[a-zA-Z_]\\w*"), "no label: " + token);
                    names.add(token);
                }
            }
            return names;
        }

        private List<Label> labels() {
            List<Label> labels = new ArrayList<>();
            mustBe(take().equals("{"), "labels stand in braces");
            for (String name = take(); !name.equals("}"); name = take()) {
                if (!name.equals(",")) {
                    String operator = take();
                    String value = take();
                    mustBe(COMPARISONS.contains(operator), "no comparison: " + operator);
                    mustBe(value.length() >= 2 && value.startsWith("\""), "no text: " + value);
                    labels.add(new Label(name, operator, value.substring(1, value.length() - 1)));
                }
            }
            return labels;
        }

        private String next() {
            return at < tokens.size() ? tokens.get(at) : "";
        }

        private String take() {
            mustBe(at < tokens.size(), "ends too early");
            return tokens.get(at++);
        }

        private void mustBe(boolean right, String otherwise) {
            if (!right) {
                throw new AssertionError(String.format(Locale.ROOT, "%s, in %s", otherwise, text));
            }
        }
    }
}
