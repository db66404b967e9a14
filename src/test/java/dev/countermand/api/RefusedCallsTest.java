package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators see of calls that were refused. */
@QuarkusTest
class RefusedCallsTest {

    private static final int MOST_A_MINUTE = 10;
    private static final int CHECKS = 50;

    @Inject
    MeterRegistry metrics;

    @Test
    void refusedCallsAreCountedByStatusAndCode() {
        double before = count("404", "NOT_FOUND");
        double forbidden = count("403", "FORBIDDEN");
        double anonymous = count("401", "UNAUTHORIZED");

        Http.as("somebody", "buyer").get("/v1/orders/none").then().statusCode(404);
        Http.as("somebody", "buyer").get("/v1/cases").then().statusCode(403);
        Http.anonymous().get("/v1/orders").then().statusCode(401);

        assertThat(count("404", "NOT_FOUND")).isGreaterThan(before);
        assertThat(count("403", "FORBIDDEN")).isGreaterThan(forbidden);
        assertThat(count("401", "UNAUTHORIZED")).isGreaterThan(anonymous);
    }

    @Test
    void anActThatWasRefusedIsInTheAuditOfWhoeverTriedIt() throws InterruptedException {
        Market market = Market.open();
        String order = market.paid();
        String thief = Market.fresh("thief");
        String path = "/v1/orders/" + order + "/cancellations";
        for (int i = 0; i < 2 * MOST_A_MINUTE; i++) {
            Http.as(thief, "buyer")
                    .body(Map.of("reason", "NOT_NEEDED"))
                    .post(path)
                    .then()
                    .statusCode(404);
        }
        // Reading is no act.
        Http.as(thief, "buyer").get("/v1/orders/" + order).then().statusCode(404);

        List<Map<String, Object>> entries = audit(thief, MOST_A_MINUTE);

        assertThat(entries)
                .hasSize(MOST_A_MINUTE)
                .allSatisfy(entry -> assertThat(entry)
                        .containsEntry("action", "act.refused")
                        .containsEntry("object", "POST " + path)
                        .containsEntry("actor", thief)
                        .containsEntry("role", "buyer"));
        Http.as("m", "moderator")
                .get("/v1/audit?subject=" + order)
                .then()
                .statusCode(200)
                .body("items.actor", org.hamcrest.Matchers.not(containsString(thief)));
    }

    private static List<Map<String, Object>> audit(String caller, int wanted) throws InterruptedException {
        List<Map<String, Object>> entries = List.of();
        for (int check = 0; check < CHECKS && entries.size() < wanted; check++) {
            Thread.sleep(100);
            entries = Http.as("m", "moderator")
                    .get("/v1/audit?subject=callers/" + caller)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("items");
        }
        return entries;
    }

    private double count(String status, String code) {
        Counter counter = metrics.find("countermand.calls.refused")
                .tags("status", status, "code", code)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void aSellerIsNotShownWhatTheBuyersProviderCallsThePayment() {
        Market market = Market.open();
        String order = market.paid();
        String page = "/v1/orders/" + order + "/financials";

        for (var caller :
                List.of(Http.as(market.buyer, "buyer"), Http.as("shop", "service"), Http.as("m", "moderator"))) {
            caller.get(page).then().statusCode(200).body(containsString("ch_" + order));
        }
        String seen = Http.as(market.seller, "seller")
                .get(page)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(seen).contains("\"payments\"").doesNotContain("providerReference", "ch_" + order);
    }
}
