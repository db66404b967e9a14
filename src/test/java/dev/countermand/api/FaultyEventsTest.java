package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A batch of carrier events is as good as the good ones in it. */
@QuarkusTest
class FaultyEventsTest {

    private final Market market = Market.open();

    /** A carrier that sends one event in words of its own loses that one, not the scans beside it. */
    @Test
    void aFaultyEventIsRejectedByItself() {
        String number = Market.trackingNumber();
        String order = market.paid();
        market.ship(order, number).then().statusCode(201);
        Instant at = Http.now().minus(Duration.ofHours(2));
        Map<String, Object> unnamed = CarrierEventsTest.event("", number, "ACCEPTED", at);
        unnamed.remove("id");
        Map<String, Object> untimed = CarrierEventsTest.event("untimed", number, "ACCEPTED", at);
        untimed.remove("occurredAt");
        List<@Nullable Object> batch = new ArrayList<>(Arrays.asList(
                CarrierEventsTest.event("lost", number, "LOST", at),
                CarrierEventsTest.event("good", number, "ACCEPTED", at),
                unnamed,
                with(CarrierEventsTest.event("", number, "ACCEPTED", at), "id", 7),
                with(CarrierEventsTest.event("", number, "ACCEPTED", at), "id", "a\u0000"),
                untimed,
                with(CarrierEventsTest.event("odd time", number, "ACCEPTED", at), "occurredAt", "yesterday"),
                with(CarrierEventsTest.event("number", number, "ACCEPTED", at), "trackingNumber", 17),
                with(CarrierEventsTest.event("more", number, "ACCEPTED", at), "weight", "2 kg"),
                with(CarrierEventsTest.event("far", number, "ACCEPTED", at), "location", Map.of("country", "Germany")),
                with(CarrierEventsTest.event("blank", number, "ACCEPTED", at), "trackingNumber", "    "),
                with(CarrierEventsTest.event("two", number, "LOST", at), "carrier", null),
                CarrierEventsTest.event("ahead", number, "ACCEPTED", Http.now().plus(Duration.ofDays(9))),
                "no object",
                List.of(),
                null,
                CarrierEventsTest.event("better", number, "IN_TRANSIT", at)));

        JsonPath told = CarrierEventsTest.send(batch);

        assertThat(told.getList("items.id"))
                .containsExactly(
                        "lost",
                        "good",
                        "",
                        "",
                        "",
                        "untimed",
                        "odd time",
                        "number",
                        "more",
                        "far",
                        "blank",
                        "two",
                        "ahead",
                        "",
                        "",
                        "",
                        "better");
        assertThat(told.getList("items.findAll { it.result != 'REJECTED' }.id")).containsExactly("good", "better");
        assertThat(told.getList("items.findAll { it.result == 'STORED' }.id")).containsExactly("good", "better");
        List<String> problems = told.getList("items.problem");
        assertThat(problems.get(0)).startsWith("[0].status must be one of LABEL_CREATED, ACCEPTED");
        assertThat(problems.get(2)).startsWith("[2].id ");
        assertThat(problems.get(3)).isEqualTo("[3].id must be a string");
        assertThat(problems.get(4)).startsWith("[4].id must not contain");
        assertThat(problems.get(5)).startsWith("[5].occurredAt ");
        assertThat(problems.get(6)).startsWith("[6].occurredAt must be a time");
        assertThat(problems.get(7)).isEqualTo("[7].trackingNumber must be a string");
        assertThat(problems.get(8)).isEqualTo("[8].weight is not a field of this body");
        assertThat(problems.get(9)).startsWith("[9].location.country must be a country code");
        assertThat(problems.get(10)).startsWith("[10].trackingNumber must be");
        assertThat(problems.get(11)).startsWith("[11].status must be one of");
        assertThat(problems.get(12)).startsWith("[12].occurredAt must not be in the future");
        assertThat(problems.subList(13, 16))
                .containsExactly("[13] must be an object", "[14] must be an object", "[15] must be an object");
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(CarrierEventsTest.send(batch).getList("items.findAll { it.result == 'DUPLICATE' }.id"))
                .containsExactly("good", "better");
    }

    /** The answer to a batch that was taken in part is kept like any other. */
    @Test
    void aBatchTakenInPartIsDoneOnce() {
        Instant at = Http.now().minus(Duration.ofHours(2));
        String key = Market.fresh("key");
        List<Map<String, Object>> batch = List.of(
                CarrierEventsTest.event("a", Market.trackingNumber(), "ACCEPTED", at),
                CarrierEventsTest.event("b", "1Z99", "LOST", at));
        for (boolean replayed : List.of(false, true)) {
            Response answer = Http.as("shop", "service")
                    .header("Idempotency-Key", key)
                    .body(batch)
                    .post("/v1/carrier-events");
            assertThat(answer.jsonPath().getList("items.result")).containsExactly("STORED", "REJECTED");
            assertThat(answer.header("Idempotency-Replayed")).isEqualTo(replayed ? "true" : null);
        }
        Http.as("shop", "service")
                .header("Idempotency-Key", key)
                .body(List.of(batch.getFirst(), CarrierEventsTest.event("b", "1Z99", "GONE", at)))
                .post("/v1/carrier-events")
                .then()
                .statusCode(422);
    }

    @Test
    void aBatchOfWhichNothingCanBeTakenIsRefusedAsAWhole() {
        Instant at = Http.now().minus(Duration.ofHours(2));
        Map<String, Object> pigeon = with(CarrierEventsTest.event("c", "1Z99", "ACCEPTED", at), "carrier", "pigeon");
        Map<String, Object> unnamed = with(CarrierEventsTest.event("", "1Z99", "ACCEPTED", at), "id", null);
        assertThat(refused(List.of(
                        CarrierEventsTest.event("a", "1Z99", "LOST", at),
                        with(unnamed, "trackingNumber", " "),
                        pigeon)))
                .containsExactly("[0].status", "[1].id", "[1].trackingNumber", "[2].carrier");
        assertThat(refused(CarrierEventsTest.event("a", "1Z99", "ACCEPTED", at)))
                .containsExactly("body");
        assertThat(refused(List.of())).containsExactly("body");
        assertThat(refused("null")).containsExactly("body");
        assertThat(refused("[{\"id\":\"a\"}")).isNotEmpty();
        assertThat(refused(Collections.nCopies(501, CarrierEventsTest.event("a", "1Z99", "ACCEPTED", at))))
                .containsExactly("body");
    }

    private static List<String> refused(Object body) {
        return Http.as("shop", "service")
                .body(body)
                .post("/v1/carrier-events")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .jsonPath()
                .getList("errors.field");
    }

    static Map<String, Object> with(Map<String, Object> event, String field, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(event);
        changed.put(field, value);
        return changed;
    }
}
