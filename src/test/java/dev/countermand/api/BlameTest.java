package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A11, A12, A24 and faults 18, 19: who is to blame for a cancellation, and fined for it. */
@QuarkusTest
class BlameTest {

    private static final String WHY = "Their message of Monday asks for 40.00 instead of 29.90";

    private final Market market = Market.open();

    /** Fault 18: the facts known decide; that the seller agrees to cancel is no confession. */
    @Test
    void whoSaysAtOnceThatItTakesTooLongBlamesNobody() {
        JsonPath seen = approved("PROCESSING_TOO_LONG", Map.of());
        assertThat(seen.getString("liability")).isEqualTo("NOBODY");
        assertThat(seen.getList("liabilityBecause.code"))
                .containsExactly("REASON", "PROCESSING_IN_TIME", "BUYERS_WORD_ALONE");
        assertThat(points()).isZero();
    }

    /** Where no fact can tell there is no fine on the buyer's word. */
    @ParameterizedTest
    @ValueSource(strings = {"PRICE_RAISED", "BELOW_MINIMUM_ORDER", "SHIPPING_METHOD_UNAVAILABLE"})
    void whatOnlyTheBuyerSaysBlamesNobody(String reason) {
        JsonPath seen = approved(reason, Map.of());
        assertThat(seen.getString("status")).isEqualTo("APPROVED");
        assertThat(seen.getString("liability")).isEqualTo("NOBODY");
        assertThat(points()).isZero();
        assertThat(approved(reason, Map.of("reasonConfirmed", false)).getList("liabilityBecause.code"))
                .contains("DENIED");
        assertThat(points()).isZero();
    }

    @Test
    void aSellerWhoConfirmsTheReasonIsFined() {
        JsonPath seen = approved("PRICE_RAISED", Map.of("reasonConfirmed", true));
        assertThat(seen.getString("liability")).isEqualTo("SELLER");
        assertThat(seen.getList("liabilityBecause.code")).containsExactly("REASON", "CONFIRMED");
        JsonPath record = record();
        assertThat(record.getInt("points")).isEqualTo(1);
        assertThat(record.getString("entries[0].rule")).isEqualTo("A24");
        assertThat(record.getString("entries[0].statement")).contains("confirmed that the reason given is true");
    }

    /** Also without a body, of whatever media type. */
    @Test
    void anApprovalNeedsNoBody() {
        String request = asked("PRICE_RAISED");
        Http.anonymous()
                .auth()
                .oauth2(Http.token(market.seller, "seller"))
                .contentType("text/plain")
                .post("/v1/cancellations/" + request + "/approval")
                .then()
                .statusCode(200);
        Http.anonymous()
                .auth()
                .oauth2(Http.token(market.seller, "seller"))
                .contentType("text/plain")
                .body("yes")
                .post("/v1/cancellations/" + asked("PRICE_RAISED") + "/approval")
                .then()
                .statusCode(415);
        assertThat(points()).isZero();
    }

    /** A moderator decides what no fact told, once; an appeal is the way back (A27). */
    @Test
    void aModeratorDecidesWhatNoFactTold() {
        String request = asked("PRICE_RAISED");
        assertThat(judge("mod-1", "moderator", request, "SELLER", WHY)
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("REQUEST_PENDING");
        market.approve(request).then().statusCode(200);
        judge(market.seller, "seller", request, "BUYER", WHY).then().statusCode(403);
        judge("mod-1", "moderator", request, "SELLER", "Sure").then().statusCode(400);
        assertThat(points()).isZero();

        JsonPath judged = judge("mod-1", "moderator", request, "SELLER", WHY)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(judged.getString("liability")).isEqualTo("SELLER");
        assertThat(judged.getList("liabilityBecause.code")).containsExactly("REASON", "MODERATOR");
        assertThat(judged.getString("liabilityBecause[1].words")).isEqualTo(WHY);
        JsonPath record = record();
        assertThat(record.getInt("points")).isEqualTo(1);
        assertThat(record.getString("entries[0].statement"))
                .contains(WHY, "\"price raised\"")
                .doesNotContain("Nothing but the buyer's word", "PRICE_RAISED");
        assertThat(judge("mod-2", "moderator", request, "NOBODY", WHY)
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("SELLER_TO_BLAME");
        assertThat(points()).isEqualTo(1);
    }

    /** Where nobody is asked, nobody could have confirmed. */
    @Test
    void aBuyerWhoDecidesAloneBlamesNobodyEither() {
        Market shop = Market.under("lamoda");
        JsonPath seen = shop.ask(shop.paid(), Map.of("reason", "PRICE_RAISED"))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(seen.getString("status")).isEqualTo("APPROVED");
        assertThat(seen.getString("liability")).isEqualTo("NOBODY");
        assertThat(shop.ask(shop.paid()).jsonPath().getString("liability")).isEqualTo("BUYER");
    }

    /** Fault 19: fraud established is a fact. */
    @Test
    void whoDeclaresAFalseShipmentIsToBlameWhateverTheReasonWas() {
        String order = market.paid();
        String request = market.asked(order);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Desk.freeze(order, "The carrier does not know the number");
        String file = Desk.firstCase(market);
        String token = Desk.claim(file);
        Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(Map.of("verdict", "CANCEL_AND_REFUND", "statement", "The number was never posted."))
                .post("/v1/cases/" + file + "/decision")
                .then()
                .statusCode(200);

        for (JsonPath seen : List.of(
                Http.as(market.buyer, "buyer")
                        .get("/v1/cancellations/" + request)
                        .jsonPath(),
                Http.as(market.seller, "seller")
                        .get("/v1/cancellations/" + request)
                        .jsonPath())) {
            assertThat(seen.getString("status")).isEqualTo("UPHELD");
            assertThat(seen.getString("liability")).isEqualTo("SELLER");
            assertThat(seen.getList("liabilityBecause.code")).containsExactly("REASON", "FALSE_SHIPMENT");
        }
        // One fine, the one for it.
        assertThat(record().getList("entries.rule")).containsExactly("A26");
    }

    /** Fault 28, D1, D4: by law the shop bears what it cost to bring what is refused at the door. */
    @Test
    void theLawGoesBeforeWhatARefusalCosts() {
        Market law = Market.under("eldorado+distance-selling");
        JsonPath money = refusedAtTheDoor(law);
        assertThat(money.getString("refunded")).isEqualTo("29.90");
        assertThat(money.getString("charges[0].debtor")).isEqualTo("SELLER");
        assertThat(money.getString("charges[0].rule")).isEqualTo("D4");
        assertThat(money.getBoolean("charges[0].deducted")).isFalse();

        JsonPath without = refusedAtTheDoor(Market.under("eldorado"));
        assertThat(without.getString("refunded")).isEqualTo("25.00");
        assertThat(without.getString("charges[0].debtor")).isEqualTo("BUYER");
    }

    private static JsonPath refusedAtTheDoor(Market shop) {
        String order = shop.paid();
        shop.ship(order, "van-7", Map.of("carrier", "own")).then().statusCode(201);
        shop.handOver(order, Map.of("outcome", "REFUSED", "reason", "Too large"))
                .then()
                .statusCode(200);
        return shop.financials(order);
    }

    private String asked(String reason) {
        return market.ask(market.paid(), Map.of("reason", reason))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private JsonPath approved(String reason, Map<String, Object> body) {
        return Http.as(market.seller, "seller")
                .body(body)
                .post("/v1/cancellations/" + asked(reason) + "/approval")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Response judge(String who, String role, String request, String liability, String statement) {
        return Http.as(who, role)
                .body(Map.of("liability", liability, "statement", statement))
                .post("/v1/cancellations/" + request + "/liability");
    }

    private JsonPath record() {
        return Http.as("mod-1", "moderator").get("/v1/sellers/" + market.seller).jsonPath();
    }

    private int points() {
        return record().getInt("points");
    }
}
