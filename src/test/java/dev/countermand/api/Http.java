package dev.countermand.api;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks to the service under test as the contract says. */
public final class Http {

    private static final Map<List<String>, String> TOKENS = new ConcurrentHashMap<>();

    private Http() {}

    /**
     * A request of this caller, with a JSON body if any.
     *
     * @param role one role, or several separated by commas
     */
    public static RequestSpecification as(String subject, String role) {
        return anonymous().auth().oauth2(token(subject, role));
    }

    /** A request without a token. */
    public static RequestSpecification anonymous() {
        return RestAssured.given().filter(ContractFilter.instance()).contentType(ContentType.JSON);
    }

    public static String token(String subject, String role) {
        return TOKENS.computeIfAbsent(
                List.of(subject, role),
                ignored -> anonymous()
                        .queryParam("subject", subject)
                        .queryParam("role", role)
                        .get("/v1/dev/token")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("token"));
    }

    /** Moves the clock of the service forward; what has become due by then has happened when this returns. */
    public static Instant advance(Duration by) {
        return Instant.parse(anonymous()
                .body(Map.of("advance", by.toString()))
                .post("/v1/dev/clock")
                .then()
                .statusCode(200)
                .extract()
                .path("now"));
    }

    /** The time of the service. */
    public static Instant now() {
        return Instant.parse(anonymous()
                .get("/v1/dev/clock")
                .then()
                .statusCode(200)
                .extract()
                .path("now"));
    }
}
