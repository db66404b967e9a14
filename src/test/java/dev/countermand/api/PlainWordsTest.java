package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people read is said as people say it; of all other answers {@link ContractFilter} looks at the words. */
@QuarkusTest
class PlainWordsTest {

    private static final String CLAIMED = "The case is claimed by mod-1 until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC";

    private final Market market = Market.open();

    @Test
    void aDurationIsInDays() {
        Map<String, Object> body =
                new LinkedHashMap<>(Market.orderBody(Market.fresh("o"), market.buyer, market.seller));
        body.put("processingTime", "P30D");
        Http.as("shop", "service")
                .body(body)
                .post("/v1/orders")
                .then()
                .statusCode(400)
                .body("detail", equalTo("processingTime must be longer than nothing and at most 7 days (A9)"));
    }

    @Test
    void aRefusalSaysWhatStandsInTheWay() {
        String order = market.paid();
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "Cleared up"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(409)
                .body("detail", equalTo("The order is not frozen"))
                .body("currentStatus", equalTo("PROCESSING"));
        String request = market.asked(order);
        market.withdraw(request).then().statusCode(200);
        assertThat(market.withdraw(request).then().statusCode(409).extract().<String>path("detail"))
                .doesNotContain("without", "PROCESSING");
    }

    @Test
    void oneUnitIsOneUnit() {
        String order = market.paid();
        market.ship(order, Market.trackingNumber(), Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                .then()
                .statusCode(201);
        market.ship(order, Market.trackingNumber(), Map.of("lines", List.of(Map.of("line", 1, "quantity", 2))))
                .then()
                .statusCode(409)
                .body("detail", equalTo("Of line 1 only 1 unit is left for this"));
    }

    /** E1, E2: each rule is named once. */
    @Test
    void rulesAreNamedOnceAndTogether() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        assertThat(shop.eligibility(order).getString("explanation")).endsWith("the day of delivery (E1)");
        shop.ship(order, Market.trackingNumber(), Map.of("carrier", "own"))
                .then()
                .statusCode(201);
        assertThat(shop.eligibility(order).getString("explanation"))
                .isEqualTo("It can be cancelled on any day but the day of delivery; the shipping costs incurred are"
                        + " deducted (E1, E2)");
    }

    @Test
    void aTimeIsToTheMinuteWithItsZone() {
        String order = market.paid();
        Desk.freeze(order, "A forged page");
        String id = Desk.firstCase(market);
        Http.as("mod-1", "moderator").post("/v1/cases/" + id + "/claim").then().statusCode(200);
        Http.as("mod-2", "moderator")
                .post("/v1/cases/" + id + "/claim")
                .then()
                .statusCode(409)
                .body("detail", matchesPattern(CLAIMED));
    }
}
