package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A6, A8: a seller answers many requests at once, each by itself. */
@QuarkusTest
class ManyAnswersTest {

    private final Market market = Market.open();

    @Test
    void eachIsAnsweredAndWhatCannotBeKeepsNoOtherBack() {
        String agreed = market.asked(market.paid());
        String confirmed = market.ask(market.paid(), Map.of("reason", "PRICE_RAISED"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String refused = market.asked(market.paid());
        String over = market.asked(market.paid());
        market.withdraw(over).then().statusCode(200);
        Market strangers = Market.open();
        String anothers = strangers.asked(strangers.paid());

        JsonPath results = answer(List.of(
                        approve(agreed, Map.of()),
                        approve(over, Map.of()),
                        refuse(refused),
                        approve(anothers, Map.of()),
                        approve(confirmed, Map.of("reasonConfirmed", true))))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(results.getList("results.id")).containsExactly(agreed, over, refused, anothers, confirmed);
        assertThat(results.getList("results.done")).containsExactly(true, false, true, false, true);
        assertThat(results.getString("results[0].cancellation.status")).isEqualTo("APPROVED");
        assertThat(results.getInt("results[1].problem.status")).isEqualTo(409);
        assertThat(results.getString("results[1].problem.code")).isEqualTo("REQUEST_WITHDRAWN");
        assertThat(results.getString("results[2].cancellation.status")).isEqualTo("REFUSED");
        assertThat(results.getString("results[2].cancellation.explanation")).isEqualTo("The parcel leaves in an hour");
        assertThat(results.getInt("results[3].problem.status")).isEqualTo(404);
        assertThat(results.getString("results[4].cancellation.liability")).isEqualTo("SELLER");
        assertThat(strangers.order(orderOf(anothers)).getString("cancellation.status"))
                .isEqualTo("PENDING");
    }

    /** Sent again under its key, it is the same answer. */
    @Test
    void aHundredAreAnsweredOnceWhateverIsSentTwice() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(approve(market.asked(market.paid()), Map.of()));
        }
        String key = UUID.randomUUID().toString();
        String first = Http.as(market.seller, "seller")
                .header("Idempotency-Key", key)
                .body(Map.of("answers", all))
                .post("/v1/cancellations/answers")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(JsonPath.from(first).getList("results.done")).hasSize(8).containsOnly(true);
        Http.as(market.seller, "seller")
                .header("Idempotency-Key", key)
                .body(Map.of("answers", all))
                .post("/v1/cancellations/answers")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", equalTo("true"))
                .body(equalTo(first));
        assertThat(answer(all).jsonPath().getList("results.done")).containsOnly(false);
    }

    @Test
    void whatIsNoAnswerIsRefusedAsAWhole() {
        String request = market.asked(market.paid());
        wrong(List.of(Map.of("id", request, "answer", "REFUSE")), "answers[0].explanation");
        wrong(List.of(approve(request, Map.of("explanation", "Because of this"))), "answers[0].explanation");
        wrong(List.of(approve(request, Map.of()), approve(request, Map.of())), "answers[1].id");
        wrong(List.of(), "answers");
        wrong(
                IntStream.range(0, 101)
                        .mapToObj(i -> approve(UUID.randomUUID().toString(), Map.of()))
                        .toList(),
                "answers");
        Http.as("mod-1", "moderator")
                .body(Map.of("answers", List.of(approve(request, Map.of()))))
                .post("/v1/cancellations/answers")
                .then()
                .statusCode(403);
    }

    private void wrong(List<Map<String, Object>> answers, String field) {
        answer(answers).then().statusCode(400).body("errors[0].field", equalTo(field));
    }

    private Response answer(List<Map<String, Object>> answers) {
        return Http.as(market.seller, "seller").body(Map.of("answers", answers)).post("/v1/cancellations/answers");
    }

    private static Map<String, Object> approve(String id, Map<String, Object> fields) {
        Map<String, Object> answer = new HashMap<>(Map.of("id", id, "answer", "APPROVE"));
        answer.putAll(fields);
        return answer;
    }

    private static Map<String, Object> refuse(String id) {
        return Map.of("id", id, "answer", "REFUSE", "explanation", "The parcel leaves in an hour");
    }

    private static String orderOf(String request) {
        return Http.as("mod-1", "moderator")
                .get("/v1/cancellations/" + request)
                .jsonPath()
                .getString("orderId");
    }
}
