package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.Sources;
import dev.countermand.deployment.Monitoring;
import dev.countermand.deployment.PromQl;
import io.micrometer.core.instrument.binder.http.Outcome;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Dashboard and alerts ask only for what the running service gives: each metric, each label, each value of a label. Nothing
 * of it is listed here; what is counted only once it happens, happens here.
 */
@QuarkusTest
class MetricsUsedTest {

    private static final Pattern LINE = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern CODE = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)+)\"");

    /** What Prometheus adds by itself, when it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    /** A line of what is scraped. */
    private record Sample(String metric, Map<String, String> labels) {}

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private final Market market = Market.open();
    private final Set<String> addresses = Contract.published().addresses();
    private final Set<String> codes = codes();

    @Test
    void everyMetricLabelAndValueIsOneThatTheServiceGives() {
        everythingHappensOnce();
        List<PromQl> queries = Monitoring.queries();
        Market.eventually(() -> {
            List<Sample> samples = scraped();
            Set<String> given = samples.stream().map(Sample::metric).collect(Collectors.toSet());
            assertThat(given).containsAll(asked(queries));
        });
        List<Sample> samples = scraped();
        for (PromQl query : queries) {
            Set<String> labels = new HashSet<>(OF_PROMETHEUS);
            for (PromQl.Selector selector : query.selectors()) {
                List<Sample> its = samples.stream()
                        .filter(sample -> sample.metric().equals(selector.metric()))
                        .toList();
                its.forEach(sample -> labels.addAll(sample.labels().keySet()));
                for (PromQl.Label label : selector.labels()) {
                    assertThat(labels).as(query.text()).contains(label.name());
                    valuesMayBe(label, its, query.text());
                }
            }
            assertThat(labels).as(query.text()).containsAll(query.groupings());
        }
    }

    private static Set<String> asked(List<PromQl> queries) {
        return queries.stream()
                .flatMap(query -> query.selectors().stream())
                .map(PromQl.Selector::metric)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A value that nobody has would make a panel that stays empty, or an alert that never comes. */
    private void valuesMayBe(PromQl.Label label, List<Sample> samples, String query) {
        if (OF_PROMETHEUS.contains(label.name())) {
            return;
        }
        for (String value : label.alternatives()) {
            switch (label.name()) {
                case "outcome" -> assertThat(Outcome.valueOf(value)).as(query).isNotNull();
                case "uri" -> assertThat(addresses).as(query).anyMatch(address -> address.matches(value));
                case "code" -> assertThat(codes).as(query).contains(value);
                default ->
                    assertThat(samples)
                            .as(query)
                            .anyMatch(sample -> value.equals(sample.labels().get(label.name())));
            }
        }
    }

    /** A call that is refused, a delivery that is not signed, a sweep, a refund, a case of a detector that was decided. */
    private void everythingHappensOnce() {
        Http.as(market.buyer, "buyer").get("/v1/orders/none").then().statusCode(404);
        Webhooks.easypost("{}".getBytes(StandardCharsets.UTF_8), null).then().statusCode(401);
        String number = Market.trackingNumber();
        Market.scan(number, "ACCEPTED", Http.now().minus(Duration.ofDays(3)))
                .then()
                .statusCode(200);
        market.ship(market.paid(), number).then().statusCode(201);
        String opened = Desk.firstCase(market);
        String moderator = Market.fresh("moderator");
        String token =
                Desk.claim(opened, moderator).then().statusCode(200).extract().path("token");
        Desk.act(
                        moderator,
                        "moderator",
                        token,
                        opened,
                        "decision",
                        Map.of("verdict", "CANCEL_AND_REFUND", "statement", "It was another order's parcel"))
                .then()
                .statusCode(200);
        market.refundedBy("sandbox", order -> "ch_" + order);
        Market.sweep();
        // Until the decision cannot be undone any more, and its refund has gone to its provider.
        Http.advance(Duration.ofMinutes(11));
    }

    private List<Sample> scraped() {
        String text = RestAssured.given()
                .get(management.resolve("/q/metrics").toString())
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return LINE.matcher(text).results().map(MetricsUsedTest::sample).toList();
    }

    private static Sample sample(MatchResult line) {
        String labels = line.group(2) == null ? "" : line.group(2);
        return new Sample(
                line.group(1),
                LABEL.matcher(labels)
                        .results()
                        .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2))));
    }

    /** What stands in the sources as one. */
    private static Set<String> codes() {
        return Sources.files().stream()
                .flatMap(file -> CODE.matcher(Sources.text(file)).results())
                .map(code -> code.group(1))
                .collect(Collectors.toSet());
    }
}
