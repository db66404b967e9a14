package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock and the tokens that dev and test have instead of waiting and of an OpenID provider. */
@QuarkusTest
class DevEndpointsTest {

    private static final String PROTECTED = "/v1/orders/none-of-this-name";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theClockGoesForwardByWhatItIsTold() {
        Instant before = Http.now();

        Instant after = Http.advance(Duration.ofDays(6));

        assertThat(after)
                .isBetween(
                        before.plus(Duration.ofDays(6)),
                        before.plus(Duration.ofDays(6)).plus(MINUTE));
        assertThat(Http.now()).isBetween(after, after.plus(MINUTE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"advance\":null}",
                "{\"advance\":\"\"}",
                "{\"advance\":\"six days\"}",
                "{\"advance\":\"PT0S\"}",
                "{\"advance\":\"-P1D\"}",
                "{\"advance\":\"P3654D\"}",
                "{\"advance\":\"P99999999999999999999D\"}"
            })
    void theClockRefusesWhatIsNoStepForward(String body) {
        Instant before = Http.now();

        Http.anonymous()
                .body(body)
                .post("/v1/dev/clock")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("advance"));

        assertThat(Http.now()).isBetween(before, before.plus(MINUTE));
    }

    @Test
    void aTokenSaysWhoAndInWhichRolesForOneRealDay() {
        Http.advance(Duration.ofDays(2));
        JsonObject claims = claims(Http.token("mixed-1", "buyer,seller"));

        assertThat(claims.getString("sub")).isEqualTo("mixed-1");
        assertThat(claims.getString("upn")).isEqualTo("mixed-1");
        assertThat(claims.getString("aud")).isEqualTo("countermand");
        assertThat(claims.getString("iss")).isEqualTo("https://countermand.dev/dev");
        assertThat(claims.getJsonArray("groups").getList()).asList().containsExactly("buyer", "seller");
        Instant issued = Instant.ofEpochSecond(claims.getLong("iat"));
        assertThat(issued).isBefore(Http.now().minus(Duration.ofDays(1)));
        assertThat(Instant.ofEpochSecond(claims.getLong("exp"))).isEqualTo(issued.plus(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"king", "system", "Buyer", "buyer,king", "buyer,", ",", ""})
    void thereIsNoTokenForARoleThatTheContractDoesNotKnow(String role) {
        Http.anonymous()
                .queryParam("subject", "somebody")
                .queryParam("role", role)
                .get("/v1/dev/token")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("role"));
    }

    @Test
    void thereIsNoTokenForNobody() {
        Http.anonymous()
                .queryParam("role", "buyer")
                .get("/v1/dev/token")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("subject"));
    }

    @Test
    void aProtectedPathWantsAToken() {
        Http.anonymous()
                .get(PROTECTED)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .contentType("application/problem+json")
                .body("status", equalTo(401));
    }

    @Test
    void aProtectedPathWantsATokenOfThisRunsKey() {
        String[] parts = Http.token("buyer-1", "buyer").split("\\.");
        for (String forged : List.of("nonsense", "a.b.c", parts[0] + "." + parts[1] + ".", parts[0] + "." + parts[1])) {
            Http.anonymous()
                    .auth()
                    .oauth2(forged)
                    .get(PROTECTED)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void aTokenOpensAProtectedPath() {
        assertThat(Http.as("buyer-1", "buyer").get(PROTECTED).statusCode()).isNotIn(401, 403);
    }

    private static JsonObject claims(String token) {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return new JsonObject(new String(claims, StandardCharsets.UTF_8));
    }
}
