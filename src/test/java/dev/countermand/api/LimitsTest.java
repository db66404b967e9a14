package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One caller cannot take what others need: narrow limits, and who meets them. */
@QuarkusTest
@TestProfile(LimitsTest.Narrow.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LimitsTest {

    private static final String JSON = "Content-Type: application/json";
    private static final int AT_ONCE = 10;

    /** A body that is read before anybody asks whose it is about. */
    private static final String SOMEWHERE = "/v1/cancellations/0198c5b2-0000-7000-8000-000000000000/withdrawal";

    /** Limits that a test reaches. */
    public static class Narrow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> narrow = new HashMap<>();
            narrow.put("countermand.http.body-time", "2S");
            narrow.put("countermand.http.bodies-at-once", "4194304");
            narrow.put("countermand.callers.rate", "20");
            narrow.put("countermand.callers.at-once", Integer.toString(AT_ONCE));
            narrow.put("countermand.callers.address-rate", "40");
            narrow.put("quarkus.http.idle-timeout", "4S");
            return narrow;
        }
    }

    @Test
    void aBodyThatStallsIsGivenUp() throws IOException {
        for (String framing : List.of("Content-Length: 900000", "Transfer-Encoding: chunked")) {
            try (RawHttp http = RawHttp.open()) {
                http.send(RawHttp.head("POST", "/v1/orders", Http.token("shop", "service"), JSON, framing));
                if (framing.startsWith("Content-Length")) {
                    http.send(new byte[20_000]);
                }
                RawHttp.Answer answer = http.answer();
                assertThat(answer.status()).isEqualTo(408);
                assertThat(answer.isProblem()).isTrue();
                assertThat(http.isClosed()).isTrue();
            }
        }
    }

    @Test
    void headersThatStallAreGivenUp() throws IOException {
        try (RawHttp http = RawHttp.open()) {
            http.send("GET /v1/orders HTTP/1.1\r\nHost: a\r\nX-Never");
            assertThat(http.isClosed()).isTrue();
        }
    }

    @Test
    void aCallerWhoCallsTooOftenIsToldWhenToComeBack() throws IOException {
        String hasty = Http.token("hasty", "buyer");
        String calm = Http.token("calm", "buyer");
        List<RawHttp.Answer> refused = new ArrayList<>();
        try (RawHttp http = RawHttp.open()) {
            for (int i = 0; i < 400; i++) {
                http.send(RawHttp.head("GET", "/v1/orders/none", hasty));
                RawHttp.Answer answer = http.answer();
                if (answer.status() != 404) {
                    refused.add(answer);
                }
            }
        }
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.isProblem()).isTrue();
            assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isPositive();
        });
        // Somebody else behind the same address is not held up.
        assertThat(RawHttp.exchange(RawHttp.head("GET", "/v1/orders/none", calm))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCallerHasOnlySoManyCallsUnderWay() throws IOException {
        String greedy = Http.token("greedy", "buyer");
        List<RawHttp> stalled = new ArrayList<>();
        try {
            // More than have places, so that none is left for the question whichever of them comes first.
            for (int i = 0; i < 2 * AT_ONCE; i++) {
                RawHttp http = RawHttp.open();
                stalled.add(http);
                http.send(RawHttp.head("POST", SOMEWHERE, greedy, JSON, "Content-Length: 900000"));
            }
            Market.eventually(() -> assertThat(status(greedy)).isEqualTo(429));
            assertThat(status(Http.token("modest", "buyer"))).isEqualTo(404);
        } finally {
            RawHttp.closeAll(stalled);
        }
        Market.eventually(() -> assertThat(status(greedy)).isEqualTo(404));
    }

    /** Four megabytes are there for all, two for one. */
    @Test
    void aCallerHoldsOnlyAShareOfTheMemoryForBodies() throws IOException {
        List<RawHttp> stalled = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        String token = Http.token("hoarder", "service");
        try {
            for (int i = 0; i < 3; i++) {
                RawHttp http = RawHttp.open();
                stalled.add(http);
                http.send(RawHttp.head("POST", "/v1/orders", token, JSON, "Content-Length: 1048576"));
                http.send(new byte[900_000]);
            }
            Http.as("shop", "service")
                    .body(Market.orderBody(Market.fresh("order"), "b", "s"))
                    .post("/v1/orders")
                    .then()
                    .statusCode(201);
            for (RawHttp http : stalled) {
                statuses.add(http.answer().status());
            }
        } finally {
            RawHttp.closeAll(stalled);
        }
        // Which of them goes beyond the share depends on whose bytes come when.
        assertThat(statuses).isSubsetOf(408, 429).contains(429);
    }

    /** Last: it uses up what the others need to get their tokens. */
    @Test
    @Order(Integer.MAX_VALUE)
    void anAddressThatIsRefusedAgainAndAgainIsToldWhenToComeBack() throws IOException {
        String good = Http.token("good", "buyer");
        assertThat(status(good)).isEqualTo(404);
        List<Integer> statuses = new ArrayList<>();
        try (RawHttp http = RawHttp.open()) {
            for (int i = 0; i < 600; i++) {
                http.send(RawHttp.head("GET", "/v1/orders/none", "a.b." + i));
                statuses.add(http.answer().status());
            }
        }
        assertThat(statuses).contains(429).containsOnly(401, 429);
        // Whose token was good a moment ago goes on.
        assertThat(status(good)).isEqualTo(404);
    }

    private static int status(String token) {
        try {
            return RawHttp.exchange(RawHttp.head("GET", "/v1/orders/none", token))
                    .status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
