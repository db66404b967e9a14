package dev.countermand.fraud.judgement;

import dev.countermand.detector.Detector;
import dev.countermand.detector.Detectors;
import dev.countermand.detector.Rule;
import dev.countermand.detector.Threshold;
import dev.countermand.kernel.Spoken;
import dev.countermand.policy.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The figures that detectors judge a market's orders under, for people. */
@ApplicationScoped
public class RulesInWords {

    /** One rule. */
    public record Words(String rule, String words) {}

    private final RuleBooks books;

    RulesInWords(RuleBooks books) {
        this.books = books;
    }

    /** Those that count, in the order of rules F. Needs a session. */
    public Uni<List<Words>> of(Policy policy) {
        return books.current()
                .map(book -> book.rules(policy).stream()
                        .filter(rule -> !rule.shadow())
                        .map(RulesInWords::words)
                        .toList());
    }

    private static Words words(Rule rule) {
        Detector detector = Detectors.of(rule.code()).orElseThrow();
        String figures = detector.thresholds().stream()
                .map(threshold -> threshold.words() + ": " + value(threshold, rule))
                .collect(Collectors.joining("; "));
        return new Words(
                detector.rule(),
                rule.code() + ", " + rule.weight() + " points" + (figures.isEmpty() ? "" : ". " + figures) + ".");
    }

    private static String value(Threshold threshold, Rule rule) {
        Object value = Objects.requireNonNull(rule.thresholds().values().get(threshold.name()));
        return threshold.kind() == Threshold.Kind.DURATION
                ? Spoken.of(Duration.parse(value.toString()))
                : value.toString();
    }
}
