package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A26: one moderator has a case at a time, for as long as they keep it, and whoever had it before cannot act on it. */
@QuarkusTest
class ClaimsTest {

    private static final Map<String, Object> NOTE = Map.of("text", "Asked the carrier");
    private static final Map<String, Object> BECAUSE = Map.of("reason", "They went home ill");

    @Inject
    DataSource source;

    private final Market market = Market.open();

    @Test
    void aClaimThatIsNotKeptAliveEndsByItself() {
        String reviewCase = Desk.opened(market);
        String token = token(reviewCase, "anna");
        Instant until = Instant.parse(seen(reviewCase, "claimedUntil"));
        Http.advance(Duration.ofMinutes(20));
        Instant longer = Instant.parse(Desk.act("anna", "moderator", token, reviewCase, "claim/keep-alive", Map.of())
                .then()
                .statusCode(200)
                .body("token", equalTo(token))
                .extract()
                .path("until"));
        assertThat(longer).isAfter(until);

        Http.advance(Duration.ofMinutes(20));
        note("anna", token, reviewCase, 201);

        Http.advance(Duration.ofMinutes(20));
        assertThat(seen(reviewCase, "status")).isEqualTo("OPEN");
        assertThat(seen(reviewCase, "assignee")).isNull();
        refused(Desk.act("anna", "moderator", token, reviewCase, "notes", NOTE), "CASE_NOT_CLAIMED");
        refused(Desk.act("anna", "moderator", token, reviewCase, "claim/keep-alive", Map.of()), "CASE_NOT_CLAIMED");
        assertThat(audit(reviewCase).getList("items.findAll { it.action == 'case.unclaimed' }.actor"))
                .containsExactly("deadline");
        assertThat(token(reviewCase, "anna"))
                .as("who comes back gets another token")
                .isNotEqualTo(token);
    }

    @Test
    void aClaimIsHandedOver() {
        String reviewCase = Desk.opened(market);
        String annas = token(reviewCase, "anna");
        Desk.act(
                        "anna",
                        "moderator",
                        annas,
                        reviewCase,
                        "hand-over",
                        Map.of("to", "bert", "reason", "They read Chinese"))
                .then()
                .statusCode(200)
                .body("assignee", equalTo("bert"))
                .body("status", equalTo("CLAIMED"));
        refused(Desk.act("anna", "moderator", annas, reviewCase, "notes", NOTE), "CASE_TOKEN_WRONG");
        refused(Desk.act("bert", "moderator", annas, reviewCase, "notes", NOTE), "CASE_TOKEN_WRONG");
        refused(Desk.claim(reviewCase, "anna"), "CASE_CLAIMED");

        String berts = token(reviewCase, "bert");
        assertThat(berts).isNotEqualTo(annas);
        note("bert", berts, reviewCase, 201);
        Desk.act("bert", "moderator", berts, reviewCase, "hand-over", Map.of("to", "bert"))
                .then()
                .statusCode(400);
        assertThat(audit(reviewCase).getString("items.find { it.action == 'case.handed-over' }.actor"))
                .isEqualTo("anna");
        // What was handed to somebody who never came is open again.
        Http.advance(Duration.ofMinutes(31));
        assertThat(seen(reviewCase, "status")).isEqualTo("OPEN");
    }

    @Test
    void aLeadTakesACaseOverAndSaysWhy() {
        String reviewCase = Desk.opened(market);
        refused(takeOver(reviewCase, "lea", "lead"), "CASE_NOT_CLAIMED");
        String annas = token(reviewCase, "anna");
        takeOver(reviewCase, "bert", "moderator").then().statusCode(403);
        String leas = takeOver(reviewCase, "lea", "lead")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        refused(takeOver(reviewCase, "lea", "lead"), "CASE_YOURS");

        Map<String, Object> decision = Map.of("verdict", "RELEASE", "statement", "The parcel was found at the depot");
        refused(Desk.act("anna", "moderator", annas, reviewCase, "decision", decision), "CASE_TOKEN_WRONG");
        refused(Desk.act("anna", "moderator", annas, reviewCase, "claim/keep-alive", Map.of()), "CASE_TOKEN_WRONG");
        refused(Desk.act("anna", "moderator", annas, reviewCase, "unclaim", Map.of()), "CASE_TOKEN_WRONG");
        Desk.act("lea", "lead", leas, reviewCase, "decision", decision).then().statusCode(200);
        refused(takeOver(reviewCase, "lena", "lead"), "CASE_NOT_OPEN");

        JsonPath audit = audit(reviewCase);
        assertThat(audit.getString("items.find { it.action == 'case.taken-over' }.actor"))
                .isEqualTo("lea");
        assertThat(audit.getString("items.find { it.action == 'case.taken-over' }.details.because"))
                .isEqualTo("They went home ill");
        assertThat(audit.getString("items.find { it.action == 'case.taken-over' }.details.previousAssignee"))
                .isEqualTo("anna");
        assertThat(new PlainSql(source)
                        .ask("select id from deadline where kind = 'RELEASE_CLAIM' and subject = ?", reviewCase))
                .as("nobody waits for the end of the claim")
                .isEmpty();
    }

    /** In one transaction with the act, and by the database itself, whoever asks it. */
    @Test
    void nobodyHandlesACaseOfTheirOwn() {
        String reviewCase = Desk.opened(market);
        for (String party : List.of(market.seller, market.buyer)) {
            Desk.claim(reviewCase, party).then().statusCode(403);
            assertThatThrownBy(() -> new PlainSql(source)
                            .run(
                                    "update review_case set status = 'CLAIMED', assignee = ?, claim_token = gen_random_uuid(),"
                                            + " claim_until = now() where id = ?",
                                    party,
                                    UUID.fromString(reviewCase)))
                    .hasMessageContaining("no_party_claims");
        }
        String annas = token(reviewCase, "anna");
        Desk.act("anna", "moderator", annas, reviewCase, "hand-over", Map.of("to", market.seller))
                .then()
                .statusCode(403);
        note("anna", annas, reviewCase, 201);
    }

    @Test
    void theTokenIsAskedForAndTheVersionIsHeeded() {
        String reviewCase = Desk.opened(market);
        String annas = token(reviewCase, "anna");
        for (String act : List.of("claim/keep-alive", "unclaim")) {
            Http.as("anna", "moderator")
                    .post("/v1/cases/" + reviewCase + "/" + act)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("Case-Token"));
        }
        Http.as("lea", "lead")
                .header("If-Match", "\"99\"")
                .body(BECAUSE)
                .post("/v1/cases/" + reviewCase + "/take-over")
                .then()
                .statusCode(412);
        Desk.act("anna", "moderator", annas, reviewCase, "unclaim", Map.of())
                .then()
                .statusCode(200)
                .body("assignee", nullValue());
    }

    private static String token(String reviewCase, String who) {
        return Desk.claim(reviewCase, who).then().statusCode(200).extract().path("token");
    }

    private static Response takeOver(String reviewCase, String who, String role) {
        return Http.as(who, role).body(BECAUSE).post("/v1/cases/" + reviewCase + "/take-over");
    }

    private static void note(String who, String token, String reviewCase, int status) {
        Desk.act(who, "moderator", token, reviewCase, "notes", NOTE).then().statusCode(status);
    }

    private static void refused(Response response, String code) {
        response.then().statusCode(409).body("code", equalTo(code));
    }

    /** As it stands in the queue. */
    private static String seen(String reviewCase, String field) {
        return Http.as("mod-1", "moderator")
                .queryParam("q", reviewCase)
                .get("/v1/cases")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items[0]." + field);
    }

    private static JsonPath audit(String reviewCase) {
        return Http.as("mod-1", "moderator")
                .queryParam("subject", "cases/" + reviewCase)
                .queryParam("limit", 100)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
