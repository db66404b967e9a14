package dev.countermand.api;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.policy.document.Documents;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks to the service under test as the contract says. */
public final class Http {

    private static final Map<List<String>, String> TOKENS = new ConcurrentHashMap<>();
    private static final BusinessDays CALENDAR = Documents.policy("aliexpress").businessDays();

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

    /** The same until so many business days of the escrow market have passed, and a minute, over whatever is free. */
    public static Instant advanceBusinessDays(int days) {
        Instant now = now();
        return advance(Duration.between(now, CALENDAR.plus(now, days)).plusMinutes(1));
    }

    /** The same until nothing but weekends is free in that market for so many days. */
    public static void advanceToOrdinaryDays(int days) {
        LocalDate today = LocalDate.ofInstant(now(), CALENDAR.zone());
        LocalDate first = today;
        for (LocalDate day = today; day.isBefore(first.plusDays(days)); day = day.plusDays(1)) {
            if (CALENDAR.calendar().isHoliday(day)) {
                first = day.plusDays(1);
            }
        }
        if (first.isAfter(today)) {
            advance(Duration.ofDays(ChronoUnit.DAYS.between(today, first)));
        }
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
