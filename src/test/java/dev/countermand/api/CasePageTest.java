package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A25, A26: a case has everything needed to decide it on one page. */
@QuarkusTest
class CasePageTest {

    private static final String ME = Market.fresh("mod");

    private final Market market = Market.open();
    private final String postalCode = Market.fresh("P").substring(0, 10) + System.nanoTime() % 1_000_000_000;

    /** A13: who declares against a request has each side of the story held against the other. */
    @Test
    void eachSideTellsItsStoryAndTheRequestThatWasBlockedStandsBeside() {
        String number = Market.trackingNumber();
        String order = market.paid();
        String request = market.asked(order);
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "LABEL_CREATED", Http.now()).then().statusCode(200);
        JsonPath page = page(Desk.opened(order));

        assertThat(page.getList("timelines.seller.what", String.class))
                .anyMatch(what -> what.startsWith("shipment declared") && what.contains(number));
        assertThat(page.getList("timelines.buyer.what", String.class))
                .anyMatch(what -> what.startsWith("cancellation requested"));
        assertThat(page.getList("timelines.carrier.what", String.class))
                .anyMatch(what -> what.equals(number + " label created"));
        for (String side : List.of("seller", "carrier", "buyer")) {
            assertThat(page.getList("timelines." + side + ".side", String.class))
                    .containsOnly(side.toUpperCase(Locale.ROOT));
            assertThat(page.getList("timeline.what")).containsAll(page.getList("timelines." + side + ".what"));
        }
        assertThat(page.getList("timeline.at", String.class)).hasSizeGreaterThan(5);
        assertThat(page.getList("timeline.side", String.class)).contains("MARKETPLACE");
        assertThat(page.getString("blockedRequest.id")).isEqualTo(request);
        assertThat(page.getString("blockedRequest.status")).isEqualTo("CONTESTED");
    }

    @Test
    void theOrderItsMoneyAndWhatStandsStillAreOnIt() {
        String order = market.shipped();
        String id = Desk.opened(order);
        Desk.claim(id, ME).then().statusCode(200);
        JsonPath page = page(id);

        assertThat(page.getInt("order.lines[0].inParcels")).isEqualTo(2);
        assertThat(page.getString("order.shipments[0].state")).isEqualTo("DECLARED");
        assertThat(page.getString("money.accounts.held")).isEqualTo("29.90");
        assertThat(page.getString("money.accounts.atProviders")).isEqualTo("29.90");
        assertThat(page.getList("standingStill")).isNotEmpty();
        assertThat(page.getList("standingStill.words", String.class))
                .allMatch(words -> words.contains(" has stood still since ") && words.contains("after the release"));
        assertThat(page.getList("acts.what", String.class))
                .anyMatch(what -> what.startsWith("case opened"))
                .anyMatch(what -> what.startsWith("case claimed"));
        assertThat(page.getList("acts.who", String.class)).contains("moderator " + ME);
        assertThat(page.getInt("policy.version")).isPositive();
        assertThat(page.getList("policy.rules.rule")).contains("A13", "A26", "F1");
        assertThat(page.getString("blockedRequest")).isNull();
    }

    /** A26: who is to approve sees on the page what, why and until when; what was rejected stays there. */
    @Test
    void whatWaitsForASecondPersonStandsOnThePage() {
        String order = Decided.dear(market);
        String id = Decided.frozen(order);
        assertThat(page(id).getList("decisions")).isEmpty();
        Decided.decide(id, ME, Decided.verdict("CANCEL_AND_REFUND")).then().statusCode(200);
        JsonPath waits = page(id);
        assertThat(waits.getString("verdict")).isNull();
        assertThat(waits.getString("decidedAt")).isNull();
        String it = "decisions[0].";
        assertThat(waits.getString(it + "status")).isEqualTo("AWAITING_APPROVAL");
        assertThat(waits.getString(it + "verdict")).isEqualTo("CANCEL_AND_REFUND");
        assertThat(waits.getString(it + "statement")).isEqualTo(Decided.WHY);
        assertThat(waits.getString(it + "moves")).isEqualTo("804.90");
        assertThat(waits.getList(it + "approvalBecause")).containsExactly("AMOUNT");
        assertThat(waits.getString(it + "approveBy")).isNotNull();

        Decided.answer(id, "lea", "lead", "rejection", Map.of("reason", "Ask the carrier first"))
                .then()
                .statusCode(200);
        Decided.decide(id, ME, Decided.verdict("CANCEL_AND_REFUND")).then().statusCode(200);
        Decided.approve(id, "lea").then().statusCode(200);
        JsonPath decided = page(id);
        assertThat(decided.getList("decisions.status")).containsExactly("CARRIED_OUT", "REJECTED");
        assertThat(decided.getString("decisions[1].rejectedBecause")).isEqualTo("Ask the carrier first");
        assertThat(decided.getString("decisions[0].undoUntil")).isNotNull();
        assertThat(decided.getString("decidedAt")).isEqualTo(decided.getString("decisions[0].carriedOutAt"));
    }

    /** F: a signal says which rule it is, with its facts. */
    @Test
    void aSignalSaysItsRuleItsWordsAndItsFacts() {
        String number = Market.trackingNumber();
        Market.scan(number, "ACCEPTED", Http.now().minus(Duration.ofDays(3)))
                .then()
                .statusCode(200);
        String order = market.paid();
        market.ship(order, number).then().statusCode(201);
        JsonPath page = page(Desk.firstCase(market));

        assertThat(page.getString("signals.find { it.code == 'SCAN_BEFORE_ORDER' }.rule"))
                .isEqualTo("F5");
        assertThat(page.getMap("signals.find { it.code == 'SCAN_BEFORE_ORDER' }.facts"))
                .isNotEmpty();
        assertThat(page.getString("orderId")).isEqualTo(order);
    }

    /** F3, F8, F10: what another order has in common with this one. */
    @Test
    void otherOrdersThatHaveSomethingInCommonAreNamed() {
        String number = Market.trackingNumber();
        String account = String.valueOf(100_000 + System.nanoTime() % 900_000);
        Market stranger = Market.open();
        String sameNumber = stranger.paid();
        stranger.ship(sameNumber, number).then().statusCode(201);
        String sameAccount = stranger.paid();
        String theirs = Market.trackingNumber(account + "000000001");
        stranger.ship(sameAccount, theirs).then().statusCode(201);
        Market.scan(theirs, "ACCEPTED", Http.now()).then().statusCode(200);
        String sameAddress = Market.open().placed(Map.of("shipTo", address("berlin")));
        Market.open().placed(Map.of("shipTo", address("Bernau")));
        String document = "receipt " + Market.fresh("paper");
        String sameDocument = shown(document);
        String earlier = Desk.opened(market);

        String order = market.paid(Map.of("shipTo", address("Berlin")));
        market.ship(
                        order,
                        Market.trackingNumber(account + "000000002"),
                        Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                .then()
                .statusCode(201);
        market.ship(order, number, Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                .then()
                .statusCode(201);
        upload(market, order, document);
        JsonPath page = page(caseOf(order));

        assertThat(shares(page, sameNumber)).containsExactly("NUMBER " + number);
        assertThat(shares(page, sameAccount)).containsExactly("SHIPPER " + account);
        assertThat(shares(page, sameAddress)).containsExactly("ADDRESS DE, " + postalCode + ", berlin");
        assertThat(shares(page, sameDocument)).hasSize(1).allMatch(shared -> shared.startsWith("DOCUMENT "));
        String other = page.getString("related.find { it.reviewCase?.id == '" + earlier + "' }.orderId");
        assertThat(shares(page, other)).containsExactlyInAnyOrder("SELLER " + market.seller, "BUYER " + market.buyer);
        assertThat(page.getList("related.orderId")).doesNotContain(order).doesNotHaveDuplicates();
        assertThat(page.getList("evidence")).hasSize(1);
    }

    /** What staff know of an account is theirs alone. */
    @Test
    void notesOnTheSellerStandOnEveryCaseOfTheirs() {
        String order = market.paid();
        String notes = "/v1/sellers/" + market.seller + "/notes";
        for (Map<String, String> body : List.of(
                Map.of("text", "Has changed their bank account"),
                Map.of("text", "Asked the buyer to wait", "orderId", order))) {
            Http.as(ME, "moderator")
                    .body(body)
                    .post(notes)
                    .then()
                    .statusCode(201)
                    .body("author", equalTo(ME));
        }
        Http.as(ME, "moderator")
                .body(Map.of("text", "Not theirs", "orderId", Market.open().placed()))
                .post(notes)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("orderId"));
        Http.as(market.seller, "seller").get(notes).then().statusCode(403);
        Http.as("shop", "service").get(notes).then().statusCode(403);
        assertThat(Http.as("lea", "lead").get(notes).jsonPath().getList("items.text"))
                .containsExactly("Has changed their bank account", "Asked the buyer to wait");
        assertThat(Market.audited(order)).contains("seller-note.written");

        JsonPath seller = page(Desk.opened(order));
        assertThat(seller.getList("seller.notes.text"))
                .containsExactly("Asked the buyer to wait", "Has changed their bank account");
        assertThat(seller.getInt("seller.standing.points")).isZero();
        assertThat(seller.getList("seller.standing.ladder")).isNotEmpty();
    }

    private static JsonPath page(String id) {
        return Http.as(ME, "moderator")
                .get("/v1/cases/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Map<String, Object> address(String city) {
        return Map.of("country", "DE", "postalCode", postalCode, "city", city);
    }

    /** Of the order, which may be frozen already. */
    private static String caseOf(String order) {
        JsonPath found = Http.as(ME, "moderator")
                .queryParam("orderId", order)
                .get("/v1/cases")
                .jsonPath();
        return found.getList("items").isEmpty() ? Desk.opened(order) : found.getString("items[0].id");
    }

    private static List<String> shares(JsonPath page, String order) {
        String its = "related.find { it.orderId == '" + order + "' }.shares";
        List<String> kinds = page.getList(its + ".kind");
        List<String> what = page.getList(its + ".what");
        return IntStream.range(0, kinds.size())
                .mapToObj(i -> kinds.get(i) + " " + what.get(i))
                .toList();
    }

    /** An order of another seller who has shown this document. */
    private static String shown(String document) {
        Market other = Market.open();
        String order = other.shipped();
        upload(other, order, document);
        return order;
    }

    private static void upload(Market whose, String order, String document) {
        Http.as(whose.seller, "seller")
                .contentType("multipart/form-data")
                .multiPart("file", "receipt.pdf", Papers.pdf(document), "application/pdf")
                .post("/v1/shipments/" + whose.order(order).getString("shipments[0].id") + "/evidence")
                .then()
                .statusCode(201);
    }
}
