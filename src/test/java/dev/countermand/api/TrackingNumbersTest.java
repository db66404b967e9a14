package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parcel has one number, however it is written and by whichever way it is told. */
@QuarkusTest
class TrackingNumbersTest {

    private final Market market = Market.open();

    private static void refused(Response response, String field) {
        response.then().statusCode(400).body("errors.field", equalTo(List.of(field)));
    }

    private static Response told(String carrier, String number) {
        return Http.as("shop", "service")
                .body(List.of(Map.of(
                        "id",
                        Market.fresh("ev"),
                        "carrier",
                        carrier,
                        "trackingNumber",
                        number,
                        "status",
                        "ACCEPTED",
                        "occurredAt",
                        Http.now().toString())))
                .post("/v1/carrier-events");
    }

    private JsonObject imported(String carrier, String number) {
        return market.imported(Map.of("carrier", carrier, "trackingNumber", number));
    }

    /** As a carrier prints it. */
    private static String written(String number) {
        return number.substring(0, 2) + " " + number.substring(2, 8) + "-" + number.substring(8);
    }

    private void isOnItsWay(String order) {
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
    }

    @Test
    void itIsTheSameHoweverItIsWritten() {
        String number = Market.trackingNumber();
        String order = market.paid();
        market.ship(order, written(number))
                .then()
                .statusCode(201)
                .body("shipment.trackingNumber", equalTo(number))
                .body("number.number", equalTo(number))
                .body("number.valid", equalTo(true));
        told("ups", number).then().statusCode(200);
        isOnItsWay(order);

        String plain = Market.trackingNumber();
        String other = market.paid();
        market.ship(other, plain).then().statusCode(201);
        told("ups", written(plain)).then().statusCode(200);
        isOnItsWay(other);

        String pushed = Market.trackingNumber();
        String third = market.paid();
        market.ship(third, pushed).then().statusCode(201);
        Webhooks.easypost(Webhooks.tracker(
                        Market.fresh("evt"),
                        Http.now(),
                        written(pushed),
                        Http.now(),
                        "in_transit/received_at_origin_facility"))
                .then()
                .statusCode(200);
        isOnItsWay(third);

        Http.as(market.seller, "seller")
                .get("/v1/tracking-numbers/" + written(number))
                .then()
                .statusCode(200)
                .body("number", equalTo(number))
                .body("valid", equalTo(true));
    }

    @Test
    void anImportedNumberIsTheSameHoweverItIsWritten() {
        String number = Market.trackingNumber();
        JsonObject line = imported("ups", written(number));
        assertThat(line.getString("result")).as(line.encode()).isEqualTo("CREATED");
        assertThat(market.order(line.getString("id")).getString("shipments[0].trackingNumber"))
                .isEqualTo(number);
        told("ups", number).then().statusCode(200);
        isOnItsWay(line.getString("id"));
    }

    /** A19. */
    @Test
    void theNumberOfAParcelThatGoesBackIsTheSameHoweverItIsWritten() {
        String outward = Market.trackingNumber();
        String order = market.paid();
        market.ship(order, outward).then().statusCode(201);
        Market.scan(outward, "DELIVERED", Http.now()).then().statusCode(200);
        String dispute = Http.as(market.buyer, "buyer")
                .body(Map.of("kind", "RETURN_GOODS_AND_MONEY", "text", "One of the mugs is broken"))
                .post("/v1/orders/" + order + "/disputes")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Http.as(market.seller, "seller")
                .post("/v1/disputes/" + dispute + "/acceptance")
                .then()
                .statusCode(200);
        refused(sendBack(dispute, "ups", written(outward)), "trackingNumber");
        String number = Market.trackingNumber();
        sendBack(dispute, "ups", written(number)).then().statusCode(200);
        told("ups", number).then().statusCode(200);
        assertThat(Http.as(market.buyer, "buyer")
                        .get("/v1/disputes/" + dispute)
                        .jsonPath()
                        .getString("returnShipment.acceptedAt"))
                .isNotNull();
    }

    private Response sendBack(String dispute, String carrier, String number) {
        return Http.as(market.buyer, "buyer")
                .body(Map.of("carrier", carrier, "trackingNumber", number))
                .post("/v1/disputes/" + dispute + "/return-shipment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"    ", "----", " - - "})
    void aNumberOfBlanksAndHyphensIsNone(String number) {
        String order = market.paid();
        refused(market.ship(order, number, Map.of("carrier", "s10")), "trackingNumber");
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        refused(told("s10", number), "[0].trackingNumber");
        refused(sendBack(UUID.randomUUID().toString(), "s10", number), "trackingNumber");
        JsonObject line = imported("s10", number);
        assertThat(line.getString("result")).isEqualTo("REJECTED");
        assertThat(line.getJsonObject("problem")
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("field"))
                .isEqualTo("shipments[0].trackingNumber");
    }
}
