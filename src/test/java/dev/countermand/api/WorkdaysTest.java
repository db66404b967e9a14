package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.policy.document.Documents;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Faults 23 and 25: waiting times in business days, in the calendar of the market's country. */
@QuarkusTest
class WorkdaysTest {

    /** What the service is told in {@code workdays.yaml}. */
    private static final BusinessDays CALENDAR =
            Documents.policy("aliexpress").businessDays().without(Set.of(LocalDate.of(2026, 12, 24)));

    private final Market market = Market.under("workdays");

    /** A9, A10, A6. */
    @Test
    void everyDeadlineIsCountedInBusinessDays() {
        Instant placed = Http.now();
        String order = market.paid();
        assertThat(due(order, "DECLARE_SHIPMENT")).isBetween(CALENDAR.plus(placed, 3), CALENDAR.plus(Http.now(), 3));
        Instant closes = Instant.parse(market.eligibility(order).getString("until"));
        Instant due = due(order, "DECLARE_SHIPMENT");
        assertThat(CALENDAR.plus(closes, 1)).isEqualTo(due);
        Instant before = Http.now();
        market.asked(order);
        assertThat(due(order, "APPROVE_SILENCE")).isBetween(CALENDAR.plus(before, 1), CALENDAR.plus(Http.now(), 1));
        Http.advance(Duration.between(Http.now(), due(order, "APPROVE_SILENCE")).plusMinutes(1));
        assertThat(market.order(order).getString("cancelledBy")).isEqualTo("AGREEMENT");
    }

    /** A9: not one minute before, however many free days there are. */
    @Test
    void anOrderThatIsNotShippedIsCancelledWhenTheBusinessDaysAreOver() {
        String order = market.paid();
        Instant due = due(order, "DECLARE_SHIPMENT");
        Http.advance(Duration.between(Http.now(), due).minusMinutes(1));
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        Http.advance(Duration.ofMinutes(2));
        assertThat(market.order(order).getString("cancelledBy")).isEqualTo("TIMEOUT");
        assertThat(entries().getString("entries[0].statement")).contains("3 business days");
    }

    /** A18. */
    @Test
    void theEscrowWaitsBusinessDays() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        Instant delivered = Http.now().truncatedTo(ChronoUnit.MICROS);
        Market.scan(number, "DELIVERED", delivered).then().statusCode(200);
        assertThat(due(order, "RELEASE_ESCROW")).isEqualTo(CALENDAR.plus(delivered, 7));
    }

    /** A9: an order may ask for less, in exact time; that is never longer than as many business days. */
    @Test
    void anOrderMayAskForLess() {
        String order = market.paid(Map.of("processingTime", "PT48H"));
        assertThat(Duration.between(Http.now(), due(order, "DECLARE_SHIPMENT")))
                .isBetween(Duration.ofHours(48).minusMinutes(5), Duration.ofHours(48));
        Map<String, Object> body = new HashMap<>(Market.orderBody(Market.fresh("order"), market.buyer, market.seller));
        body.put("market", "workdays");
        body.put("processingTime", "P4D");
        assertThat(Http.as("shop", "service")
                        .body(body)
                        .post("/v1/orders")
                        .then()
                        .statusCode(400)
                        .extract()
                        .jsonPath()
                        .getString("errors[0].field"))
                .isEqualTo("processingTime");
    }

    /** M1: shown as it was written, and said. */
    @Test
    void thePolicyShowsThem() {
        JsonPath policy =
                Http.as(market.buyer, "buyer").get("/v1/policies/workdays").jsonPath();
        assertThat(policy.getString("figures.calendar")).isEqualTo("cn");
        assertThat(policy.getString("figures.shipping.processingTime")).isEqualTo("P3BD");
        assertThat(policy.getString("figures.cancellation.requestWindow")).isEqualTo("P2BD");
        assertThat(policy.getList("words.text", String.class))
                .anyMatch(words -> words.contains("within 2 business days after you have paid"))
                .anyMatch(words -> words.endsWith("the public holidays of China and 1 more holiday."));
    }

    private Instant due(String order, String kind) {
        return Instant.parse(market.order(order).getString("deadlines.find { it.kind == '" + kind + "' }.dueAt"));
    }

    private JsonPath entries() {
        return Http.as("mod-1", "moderator").get("/v1/sellers/" + market.seller).jsonPath();
    }
}
