package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Probes, metrics and correlation, as operators use them. */
@QuarkusTest
class OperationsTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void probesAnswer() {
        for (String probe : List.of("live", "ready", "started")) {
            RestAssured.given().get(path("/q/health/" + probe)).then().statusCode(200);
        }
    }

    @Test
    void figuresOfTheDatabaseAreShown() {
        Market market = Market.open();
        market.paid();
        Market.sweep();
        Market.eventually(() -> {
            String metrics = metrics();
            assertThat(value(metrics, "countermand_sweep_age_seconds")).isNotNegative();
            assertThat(value(metrics, "countermand_sweep_ranges_waiting")).isZero();
            assertThat(value(metrics, "countermand_deadlines_overdue{lane=\"rules\"}"))
                    .isNotNegative();
            assertThat(value(metrics, "countermand_deadlines_overdue{lane=\"jobs\"}"))
                    .isNotNegative();
            assertThat(value(metrics, "countermand_cases_open")).isNotNegative();
            assertThat(value(metrics, "countermand_outbox_waiting")).isNotNegative();
            assertThat(value(metrics, "countermand_outbox_lag_seconds")).isNotNegative();
            assertThat(metrics).contains("http_server_requests_seconds_count");
        });
    }

    /** The watchdog goes on counting between two looks at the database. */
    @Test
    void theTimeSinceTheLastSweepGrowsByItself() {
        Market.sweep(Map.of("mode", "FULL"));
        Market.eventually(() -> assertThat(value(metrics(), "countermand_sweep_full_age_seconds"))
                .isBetween(0.0, 60.0));
        Http.advance(Duration.ofHours(2));
        assertThat(value(metrics(), "countermand_sweep_full_age_seconds")).isBetween(7_200.0, 7_300.0);
    }

    @Test
    void aCorrelationIdIsKeptOrMade() {
        String own = UUID.randomUUID().toString();
        assertThat(Http.anonymous()
                        .header("X-Correlation-Id", own)
                        .get("/v1/orders")
                        .header("X-Correlation-Id"))
                .isEqualTo(own);
        assertThat(Http.anonymous()
                        .header("X-Correlation-Id", "a b\"c")
                        .get("/v1/orders")
                        .header("X-Correlation-Id"))
                .hasSize(36);
        assertThat(Http.anonymous().get("/v1/orders").header("X-Correlation-Id"))
                .hasSize(36);
    }

    private String path(String path) {
        return management.resolve(path).toString();
    }

    private String metrics() {
        return RestAssured.given()
                .get(path("/q/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }
}
