package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Aggregators of carriers send by themselves: who signs is heard, once, and a label is no scan. */
@QuarkusTest
class WebhooksTest {

    private static final Path REAL = Path.of("..", "shared", "data", "easypost", "tracker-updated.json");

    private final Market market = Market.open();
    private String order = "";
    private String number = "";
    private Instant now = Instant.EPOCH;
    private Instant from = Instant.EPOCH;

    @BeforeEach
    void shipped() {
        order = market.paid();
        number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        now = Http.now().truncatedTo(ChronoUnit.SECONDS);
        from = now.minus(Duration.ofHours(20));
    }

    private @Nullable String accepted() {
        return market.order(order).getString("shipments[0].acceptedAt");
    }

    private static JsonPath taken(Response response) {
        return response.then().statusCode(200).extract().jsonPath();
    }

    private static void refused(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
    }

    private void untouched() {
        assertThat(market.order(order).getString("shipments[0].lastStatus")).isNull();
    }

    private JsonObject picked(String id, Instant sentAt) {
        return Webhooks.tracker(
                id, sentAt, number, from, "pre_transit/label_created", "in_transit/received_at_origin_facility");
    }

    @Test
    void bothProvidersAreHeard() {
        JsonPath easypost = taken(Webhooks.easypost(picked(Market.fresh("evt"), now)));
        assertThat(easypost.getList("items.result")).containsExactly("STORED", "STORED");
        assertThat(easypost.getBoolean("replayed")).isFalse();
        assertThat(accepted()).isEqualTo(from.plus(Duration.ofHours(1)).toString());

        shipped();
        JsonPath aftership = taken(Webhooks.aftership(Webhooks.tracking(
                Market.fresh("evt"),
                now,
                number,
                from,
                "InfoReceived/InfoReceived_001",
                "InTransit/InTransit_002",
                "InTransit/InTransit_009",
                "Delivered/Delivered_001")));
        assertThat(aftership.getList("items.result")).containsExactly("STORED", "STORED", "IGNORED", "STORED");
        assertThat(accepted()).isEqualTo(from.plus(Duration.ofHours(1)).toString());
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
    }

    /** A label clears nobody: the shipment is where it was (F1). */
    @Test
    void aLabelIsNoScan() {
        taken(Webhooks.easypost(Webhooks.tracker(
                Market.fresh("evt"),
                now,
                number,
                from,
                "unknown/unknown",
                "pre_transit/label_created",
                "pre_transit/status_update",
                "in_transit/label_created",
                "in_transit/awaiting_information")));
        taken(Webhooks.aftership(Webhooks.tracking(
                Market.fresh("evt"),
                now,
                number,
                from,
                "Pending/Pending_001",
                "InfoReceived/InfoReceived_001",
                "InTransit/InTransit_005",
                "OutForDelivery/OutForDelivery_004",
                "AttemptFail/AttemptFail_001",
                "Exception/Exception_001",
                "Expired/Expired_001")));
        assertThat(accepted()).isNull();
        assertThat(market.order(order).getString("status")).isEqualTo("SHIPPED");
    }

    @Test
    void whoeverCannotSignIsNotHeard() {
        byte[] body = picked(Market.fresh("evt"), now).encode().getBytes(StandardCharsets.UTF_8);
        String right = Webhooks.easypostSignature(body, Webhooks.EASYPOST);
        for (String wrong : Arrays.asList(
                null,
                "",
                "hmac-sha256-hex=",
                "hmac-sha256-hex=zz",
                right.substring("hmac-sha256-hex=".length()),
                right.substring(0, right.length() - 2),
                right + "00",
                Webhooks.easypostSignature(body, Webhooks.AFTERSHIP),
                Webhooks.easypostSignature(body, "x"),
                // The right secret, but not normalised.
                "hmac-sha256-hex=" + java.util.HexFormat.of().formatHex(Webhooks.hmac(body, Webhooks.EASYPOST)))) {
            refused(Webhooks.easypost(body, wrong), 401, "SIGNATURE_WRONG");
        }
        byte[] other = Webhooks.tracking("e", now, number, from, "InTransit/InTransit_001")
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        for (String wrong : Arrays.asList(
                null,
                "",
                "%%%",
                Base64.getEncoder().encodeToString(Webhooks.hmac(other, Webhooks.EASYPOST_BEFORE)),
                java.util.HexFormat.of().formatHex(Webhooks.hmac(other, Webhooks.AFTERSHIP)))) {
            refused(Webhooks.aftership(other, wrong), 401, "SIGNATURE_WRONG");
        }
        // A token opens nothing here.
        Http.as("shop", "service")
                .body(body)
                .post("/v1/webhooks/easypost")
                .then()
                .statusCode(401);
        untouched();
    }

    /** What is signed is the bytes, not what they mean. */
    @Test
    void theSignatureOfTheSameWrittenOtherwiseDoesNotHold() {
        JsonObject event = picked(Market.fresh("evt"), now);
        byte[] pretty = event.encodePrettily().getBytes(StandardCharsets.UTF_8);
        byte[] plain = event.encode().getBytes(StandardCharsets.UTF_8);
        refused(
                Webhooks.easypost(pretty, Webhooks.easypostSignature(plain, Webhooks.EASYPOST)),
                401,
                "SIGNATURE_WRONG");
        untouched();
        taken(Webhooks.easypost(pretty, Webhooks.easypostSignature(pretty, Webhooks.EASYPOST)));
    }

    /** While a secret is changed, the old one is good, too. */
    @Test
    void twoSecretsHoldWhileOneIsChanged() {
        byte[] body = picked(Market.fresh("evt"), now).encode().getBytes(StandardCharsets.UTF_8);
        taken(Webhooks.easypost(body, Webhooks.easypostSignature(body, Webhooks.EASYPOST_BEFORE)));
        assertThat(accepted()).isNotNull();
    }

    @Test
    void aDeliveryThatWasTakenChangesNothingWhenItIsPlayedAgain() {
        JsonObject delivery = picked(Market.fresh("evt"), now);
        taken(Webhooks.easypost(delivery));
        long version = market.order(order).getLong("version");
        JsonPath again = taken(Webhooks.easypost(delivery));
        assertThat(again.getBoolean("replayed")).isTrue();
        assertThat(again.getList("items")).isEmpty();
        assertThat(market.order(order).getLong("version")).isEqualTo(version);
        // The next delivery repeats the history: the same scans are the same events.
        JsonPath next = taken(Webhooks.easypost(picked(Market.fresh("evt"), now)));
        assertThat(next.getList("items.result")).containsExactly("DUPLICATE", "DUPLICATE");
        assertThat(market.order(order).getLong("version")).isEqualTo(version);
        // Another provider's deliveries have ids of their own.
        String id = delivery.getString("id");
        assertThat(taken(Webhooks.aftership(Webhooks.tracking(id, now, number, from)))
                        .getBoolean("replayed"))
                .isFalse();
    }

    @Test
    void aDeliveryWithoutAnIdIsKnownByItsBytes() {
        JsonObject delivery = picked("", now);
        delivery.remove("id");
        assertThat(taken(Webhooks.easypost(delivery)).getBoolean("replayed")).isFalse();
        assertThat(taken(Webhooks.easypost(delivery)).getBoolean("replayed")).isTrue();
    }

    /** A retry of one that failed must succeed, so what is refused is not remembered. */
    @Test
    void whatWasRefusedMayBeDeliveredAgain() {
        String id = Market.fresh("evt");
        byte[] body = picked(id, now).encode().getBytes(StandardCharsets.UTF_8);
        refused(Webhooks.easypost(body, null), 401, "SIGNATURE_WRONG");
        refused(Webhooks.easypost(picked(id, now.minus(Duration.ofDays(30)))), 401, "DELIVERY_TOO_OLD");
        JsonPath retried = taken(Webhooks.easypost(picked(id, now)));
        assertThat(retried.getBoolean("replayed")).isFalse();
        assertThat(retried.getList("items.result")).containsExactly("STORED", "STORED");
    }

    @Test
    void oldTimeStampsAndThoseOfTheFutureAreRefused() {
        Instant old = now.minus(Duration.ofDays(3)).minusSeconds(60);
        Instant future = now.plus(Duration.ofMinutes(20));
        refused(Webhooks.easypost(picked(Market.fresh("evt"), old)), 401, "DELIVERY_TOO_OLD");
        refused(Webhooks.easypost(picked(Market.fresh("evt"), future)), 401, "DELIVERY_FROM_THE_FUTURE");
        for (Instant wrong : List.of(old, future)) {
            assertThat(Webhooks.aftership(Webhooks.tracking(
                                    Market.fresh("evt"), wrong, number, from, "InTransit/InTransit_001"))
                            .statusCode())
                    .isEqualTo(401);
        }
        untouched();
        // Tried again for days, as the providers do: the event is as old as at first, or newer.
        taken(Webhooks.easypost(
                picked(Market.fresh("evt"), now.minus(Duration.ofDays(9))).put("updated_at", now.toString())));
        taken(Webhooks.easypost(picked(Market.fresh("evt"), now.minus(Duration.ofDays(2)))));
    }

    /** Once its id is forgotten, nothing would tell one that is played again from a new one. */
    @Test
    void aDeliveryThatDoesNotSayWhenItWasSentIsRefused() {
        JsonObject event = picked(Market.fresh("evt"), now);
        JsonObject tracking = Webhooks.tracking(Market.fresh("evt"), now, number, from, "InTransit/InTransit_002");
        List<JsonObject> events = List.of(
                without(event, "created_at", "updated_at"),
                without(event, "created_at"),
                event.copy().putNull("created_at"),
                event.copy().put("created_at", now.getEpochSecond()));
        for (JsonObject unsaid : events) {
            Response refused = Webhooks.easypost(unsaid);
            refused(refused, 400, "INVALID");
            assertThat(refused.jsonPath().getList("errors.field")).containsExactly("created_at");
        }
        for (JsonObject unsaid :
                List.of(without(tracking, "ts"), tracking.copy().putNull("ts"))) {
            Response refused = Webhooks.aftership(unsaid);
            refused(refused, 400, "INVALID");
            assertThat(refused.jsonPath().getList("errors.field")).containsExactly("ts");
        }
        untouched();
    }

    private static JsonObject without(JsonObject delivery, String... fields) {
        JsonObject rest = delivery.copy();
        List.of(fields).forEach(rest::remove);
        return rest;
    }

    @Test
    void unknownProvidersAreNotThere() {
        Http.anonymous().body("{}").post("/v1/webhooks/pigeonpost").then().statusCode(404);
    }

    /** Without a secret nobody could be told from anybody: not even a signature made with nothing is looked at. */
    @Test
    void aProviderWithoutASecretIsNotThere() {
        System.setProperty("countermand.webhooks.aftership.secret", " ");
        try {
            byte[] body = Webhooks.tracking(Market.fresh("evt"), now, number, from, "InTransit/InTransit_001")
                    .encode()
                    .getBytes(StandardCharsets.UTF_8);
            refused(
                    Webhooks.aftership(body, Base64.getEncoder().encodeToString(Webhooks.hmac(body, " "))),
                    404,
                    "NOT_FOUND");
            untouched();
        } finally {
            System.clearProperty("countermand.webhooks.aftership.secret");
        }
    }

    /** Each thing that cannot be used is ignored by itself, and says why. */
    @Test
    void whatCannotBeUsedIsIgnoredOneByOne() {
        JsonObject strange = picked(Market.fresh("evt"), now);
        strange.getJsonObject("result").put("carrier", "PigeonPost");
        JsonPath unknown = taken(Webhooks.easypost(strange));
        assertThat(unknown.getList("items.result")).containsExactly("IGNORED", "IGNORED");
        assertThat(unknown.getString("items[0].problem")).contains("carrier");

        JsonObject mixed = picked(Market.fresh("evt"), now);
        JsonArray details = mixed.getJsonObject("result").getJsonArray("tracking_details");
        details.add(details.getJsonObject(1).copy().put("status", "teleported"));
        details.add(details.getJsonObject(1).copy().put("datetime", "yesterday"));
        details.add(details.getJsonObject(1).copy().putNull("datetime"));
        details.add(details.getJsonObject(1)
                .copy()
                .put("datetime", now.plus(Duration.ofDays(9)).toString()));
        details.add(details.getJsonObject(1).copy().put("message", "a\u0000b".repeat(900)));
        details.add("no object");
        assertThat(taken(Webhooks.easypost(mixed)).getList("items.result"))
                .containsExactly("STORED", "STORED", "IGNORED", "IGNORED", "IGNORED", "IGNORED", "STORED", "IGNORED");

        JsonObject tooShort = picked(Market.fresh("evt"), now);
        tooShort.getJsonObject("result").put("tracking_code", "1");
        assertThat(taken(Webhooks.easypost(tooShort)).getList("items.result")).containsExactly("IGNORED", "IGNORED");

        // Of other objects than trackers nothing is wanted.
        JsonObject batch = picked(Market.fresh("evt"), now).put("description", "batch.created");
        assertThat(taken(Webhooks.easypost(batch)).getList("items")).isEmpty();
    }

    @Test
    void signedGarbageIsNamed() {
        JsonObject good = picked(Market.fresh("evt"), now);
        for (String body : List.of(
                "",
                "{",
                "[]",
                "null",
                "7",
                "\"text\"",
                "{} {}",
                "{\"id\":1,\"id\":2}",
                "{}",
                "[".repeat(50_000),
                good.copy().put("created_at", "once").encode(),
                good.copy().put("result", "tracker").encode(),
                good.copy().put("id", "a b").encode(),
                good.copy().put("id", "x".repeat(300)).encode(),
                good.copy()
                        .put("result", good.getJsonObject("result").copy().put("tracking_details", 5))
                        .encode(),
                good.copy()
                        .put("result", good.getJsonObject("result").copy().putNull("carrier"))
                        .encode())) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            refused(Webhooks.easypost(bytes, Webhooks.easypostSignature(bytes, Webhooks.EASYPOST)), 400, "INVALID");
        }
        byte[] badUtf8 = good.encode().replace("as told", "as_told").getBytes(StandardCharsets.UTF_8);
        badUtf8[good.encode().indexOf("as told") + 2] = (byte) 0xC3;
        refused(Webhooks.easypost(badUtf8, Webhooks.easypostSignature(badUtf8, Webhooks.EASYPOST)), 400, "INVALID");
        byte[] odd = Webhooks.tracking(Market.fresh("evt"), now, number, from)
                .put("ts", "today")
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        refused(
                Webhooks.aftership(odd, Base64.getEncoder().encodeToString(Webhooks.hmac(odd, Webhooks.AFTERSHIP))),
                400,
                "INVALID");
        byte[] large = new byte[2_000_000];
        Arrays.fill(large, (byte) ' ');
        assertThat(Webhooks.easypost(large, Webhooks.easypostSignature(large, Webhooks.EASYPOST))
                        .statusCode())
                .isEqualTo(413);
        untouched();
    }

    /** A body that EasyPost really sent, byte by byte but for the parcel's number and the dates. */
    @Test
    void aRealDeliveryIsTaken() throws IOException {
        assumeTrue(Files.exists(REAL), "the real delivery " + REAL + " is not here");
        byte[] old = Files.readAllBytes(REAL);
        refused(Webhooks.easypost(old, Webhooks.easypostSignature(old, Webhooks.EASYPOST)), 401, "DELIVERY_TOO_OLD");
        String fedex = "99" + Market.trackingNumber().replaceAll("\\D", "").substring(4);
        String today = market.paid();
        market.ship(today, fedex, Map.of("carrier", "fedex")).then().statusCode(201);
        String text = new String(old, StandardCharsets.UTF_8)
                .replace("\"evt_1\"", "\"" + Market.fresh("evt") + "\"")
                .replace("\"tracking_code\":\"1\"", "\"tracking_code\":\"" + fedex + "\"")
                .replaceAll("\"((?:crea|upda)ted_at)\":\"[^\"]*\"", "\"$1\":\"" + now + "\"")
                .replaceAll(
                        "\"datetime\":\"2024-0[78]-..",
                        "\"datetime\":\"" + now.toString().substring(0, 10))
                .replaceAll("T(\\d\\d)(:\\d\\d:\\d\\dZ\",\"source\")", "T00$2");
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        JsonPath taken = taken(Webhooks.easypost(body, Webhooks.easypostSignature(body, Webhooks.EASYPOST)));
        assertThat(taken.getList("items.result")).hasSize(7).containsOnly("STORED");
        assertThat(market.order(today).getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(market.order(today).getString("shipments[0].acceptedAt")).isNotNull();
    }
}
