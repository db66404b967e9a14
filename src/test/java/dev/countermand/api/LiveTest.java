package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The queue and its cases live, over real connections. */
@QuarkusTest
class LiveTest {

    private static final String SECRET = "Nobody but the desk reads this sentence";

    private final Market market = Market.open();

    /** Two read the same in the same order; one who was away goes on where they were, and hears nothing twice. */
    @Test
    void whoComesBackMissesNothingAndHearsNothingTwice() throws IOException, InterruptedException {
        EventStream first = EventStream.open("mod-a", "moderator", "", null);
        try (EventStream second = EventStream.open("lea", "lead", "", null)) {
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.type()).startsWith("text/event-stream");
            for (EventStream each : List.of(first, second)) {
                each.until(one -> one.name().equals("ready"));
            }
            String id = Desk.opened(market);
            for (EventStream each : List.of(first, second)) {
                each.until(one ->
                        one.name().equals("case.opened") && id.equals(one.data().getString("caseId")));
            }
            long seen = first.of(id).getLast().id();
            first.close();

            String token =
                    Desk.claim(id, "mod-a").then().statusCode(200).extract().path("token");
            Desk.act("mod-a", "moderator", token, id, "notes", Map.of("text", SECRET))
                    .then()
                    .statusCode(201);
            Desk.act("mod-a", "moderator", token, id, "decision", Map.of("verdict", "RELEASE", "statement", SECRET))
                    .then()
                    .statusCode(200);
            second.until(one ->
                    one.name().equals("case.decided") && id.equals(one.data().getString("caseId")));

            try (EventStream again = EventStream.open("mod-a", "moderator", "?caseId=" + id, seen)) {
                again.until(one -> one.name().equals("case.decided"));
                assertThat(again.of(id))
                        .extracting(EventStream.Sent::name)
                        .containsExactly("case.claimed", "case.noted", "case.decided");
                assertThat(again.of(id)).isEqualTo(second.of(id).subList(1, 4));
                assertThat(again.of(id).getFirst().data().getString("assignee")).isEqualTo("mod-a");
                assertThat(again.of(id).getFirst().data().getString("previousStatus"))
                        .isEqualTo("OPEN");
            }
            assertThat(second.sent().toString()).doesNotContain(SECRET);
            assertThat(second.sent()).extracting(EventStream.Sent::id).isSorted();
        }
    }

    /** A26: whoever is a party to a case does not follow it, whatever else they may be. */
    @Test
    void aPartyToACaseHearsNothingOfIt() throws IOException, InterruptedException {
        try (EventStream party = EventStream.open(market.seller, "moderator", "", null);
                EventStream other = EventStream.open("mod-a", "moderator", "", null)) {
            party.until(one -> one.name().equals("ready"));
            other.until(one -> one.name().equals("ready"));
            String theirs = Desk.opened(market);
            String anothers = Desk.opened(Market.open());
            other.until(one -> theirs.equals(one.data().getString("caseId")));
            party.until(one -> anothers.equals(one.data().getString("caseId")));
            assertThat(party.of(theirs)).isEmpty();
        }
    }

    @Test
    void aSilentStreamSaysThatItIsAlive() throws IOException, InterruptedException {
        String none = "0198c5b2-0000-7000-8000-000000000000";
        try (EventStream silent = EventStream.open("mod-a", "moderator", "?caseId=" + none, null)) {
            silent.until(one -> one.name().equals("alive"));
            assertThat(silent.lastId()).isEqualTo(silent.sent().getLast().data().getLong("position"));
        }
    }

    @Test
    void whatIsNoStreamIsRefusedInWords() {
        for (String role : List.of("buyer", "seller", "service", "agent")) {
            Http.as("x", role).get("/v1/cases/stream").then().statusCode(403);
        }
        Http.as("mod-a", "moderator")
                .header("Last-Event-ID", "yesterday")
                .get("/v1/cases/stream")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Last-Event-ID"));
        Http.as("mod-a", "moderator")
                .queryParam("after", "-1")
                .get("/v1/cases/stream")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("after"));
        Http.as("mod-a", "moderator")
                .queryParam("caseId", "mine")
                .get("/v1/cases/stream")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("caseId"));
    }
}
