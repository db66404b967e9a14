package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A16, A26: the queue of cases, found by what they are, in the order in which they press. */
@QuarkusTest
class QueueTest {

    private static final String ME = Market.fresh("mod");

    private final Market market = Market.open();

    /** Enough is said in the list to know which case to open. */
    @Test
    void aRowSaysWhatItIsAboutAndHowPressingItIs() {
        String number = Market.trackingNumber();
        Market.scan(number, "ACCEPTED", Http.now().minus(Duration.ofDays(3)))
                .then()
                .statusCode(200);
        String order = market.paid();
        market.ship(order, number).then().statusCode(201);
        Http.advance(Duration.ofDays(2));

        JsonPath row = rows(Map.of("orderId", order));
        assertThat(row.getString("items[0].reason")).isEqualTo("DETECTED");
        assertThat(row.getString("items[0].buyerId")).isEqualTo(market.buyer);
        assertThat(row.getString("items[0].market")).isEqualTo("aliexpress");
        assertThat(row.getString("items[0].age")).isEqualTo("2 days");
        assertThat(row.getBoolean("items[0].overdue")).isFalse();
        assertThat(row.getList("items[0].signals")).isNotEmpty();
        assertThat(row.getString("items[0].signals[0]")).contains("before");
        int score = row.getInt("items[0].score");
        assertThat(row.getInt("items[0].priority.risk")).isEqualTo(score);
        assertThat(row.getString("items[0].priority.words"))
                .startsWith(score + " % risk of 29.90 EUR, times 0.125 because it is due in ");
        assertThat(row.getDouble("items[0].priority.figure")).isBetween(score * 0.299 / 8.3, score * 0.299 / 7.7);
    }

    @Test
    void casesAreFoundByWhatTheyAre() {
        String number = Market.trackingNumber();
        String shipped = market.paid();
        market.ship(shipped, number).then().statusCode(201);
        String first = Desk.opened(shipped);
        String large = large();
        String second = Desk.opened(large);
        String token = Desk.claim(second, ME).then().statusCode(200).extract().path("token");
        String word = Market.fresh("zeppelin").replace("-", "");
        Desk.act(ME, "moderator", token, second, "notes", Map.of("text", "Asked Ms " + word + " at the hotline"))
                .then()
                .statusCode(201);
        String seller = market.seller;

        assertThat(found(Map.of("status", "OPEN"))).containsExactly(first);
        assertThat(found(Map.of("status", "OPEN,CLAIMED"))).containsExactlyInAnyOrder(first, second);
        assertThat(found(Map.of("status", "DECIDED,CLOSED"))).isEmpty();
        assertThat(found(Map.of("assignee", "nobody"))).containsExactly(first);
        assertThat(found(Map.of("assignee", "me"))).containsExactly(second);
        assertThat(found(Map.of("assignee", ME))).containsExactly(second);
        assertThat(found(Map.of("assignee", "anna"))).isEmpty();
        assertThat(found(Map.of("buyerId", market.buyer))).hasSize(2);
        assertThat(found(Map.of("buyerId", "nobody-else"))).isEmpty();
        assertThat(found(Map.of("orderId", large))).containsExactly(second);
        assertThat(found(Map.of("market", "aliexpress"))).hasSize(2);
        assertThat(found(Map.of("market", "lamoda"))).isEmpty();
        assertThat(found(Map.of("reason", "MANUAL,LOST"))).hasSize(2);
        assertThat(found(Map.of("reason", "DETECTED"))).isEmpty();
        assertThat(found(Map.of("signal", "EVIDENCE_REUSED,NUMBER_REUSED"))).isEmpty();
        assertThat(found(Map.of("minScore", "1"))).isEmpty();
        assertThat(found(Map.of("minScore", "0"))).hasSize(2);
        assertThat(found(Map.of("currency", "EUR", "minAmount", "29.91"))).containsExactly(second);
        assertThat(found(Map.of("currency", "EUR", "maxAmount", "29.90"))).containsExactly(first);
        assertThat(found(Map.of("currency", "USD"))).isEmpty();

        assertThat(found(Map.of("q", first))).containsExactly(first);
        assertThat(found(Map.of("q", large))).containsExactly(second);
        assertThat(found(Map.of("q", seller))).hasSize(2);
        assertThat(found(Map.of("q", market.buyer))).hasSize(2);
        assertThat(found(Map.of("q", word.toUpperCase(Locale.ROOT)))).containsExactly(second);
        assertThat(found(Map.of("q", word + " hotline"))).containsExactly(second);
        assertThat(found(Map.of("q", word + " airship"))).isEmpty();
        assertThat(found(Map.of("q", number.substring(0, 4) + " " + number.substring(4))))
                .containsExactly(first);

        String statement = "Posted by the cousin of Mr " + word + "junior";
        Desk.act(ME, "moderator", token, second, "decision", Map.of("verdict", "RELEASE", "statement", statement))
                .then()
                .statusCode(200);
        assertThat(found(Map.of("q", word + "junior"))).containsExactly(second);
        assertThat(found(Map.of("status", "DECIDED"))).containsExactly(second);
        assertThat(found(Map.of("orderId", large, "status", "DECIDED"))).containsExactly(second);
    }

    /** A26: also while a decision waits, where it decides nothing yet, once it was rejected, and by what was asked for. */
    @Test
    void casesAreFoundByTheWordsOfTheirDecisionsAndDemands() {
        String word = Market.fresh("zeppelin").replace("-", "");
        String waiting = Decided.frozen(Decided.dear(market));
        Decided.decide(waiting, ME, said("CANCEL_AND_REFUND", "Nobody at the depot knows " + word + "waiting"))
                .then()
                .statusCode(200);
        assertThat(found(Map.of("q", word + "waiting"))).containsExactly(waiting);
        Decided.answer(waiting, "lea", "lead", "rejection", Map.of("reason", "Ask " + word + "rejecting first"))
                .then()
                .statusCode(200);
        assertThat(found(Map.of("q", word + "waiting"))).containsExactly(waiting);
        assertThat(found(Map.of("q", word + "rejecting"))).containsExactly(waiting);

        String held = Desk.opened(market.shipped());
        Decided.decide(held, ME, said("HOLD", "The carrier looks for " + word + "held in its depot"))
                .then()
                .statusCode(200);
        assertThat(found(Map.of("q", word + "held"))).containsExactly(held);

        String asked = Desk.opened(market.shipped());
        String token = Desk.claim(asked, ME).then().statusCode(200).extract().path("token");
        Desk.act(
                        ME,
                        "moderator",
                        token,
                        asked,
                        "evidence-demands",
                        Map.of("text", "Show us the receipt of " + word + "asked, with its stamp"))
                .then()
                .statusCode(201);
        assertThat(found(Map.of("q", word + "asked"))).containsExactly(asked);
    }

    private static Map<String, Object> said(String verdict, String statement) {
        return Map.of("verdict", verdict, "statement", statement);
    }

    /** P7: what nobody has decided in time. */
    @Test
    void casesAreFoundByWhenTheyAreDue() {
        String early = Desk.opened(market);
        Instant due = Instant.parse(rows(Map.of("q", early)).getString("items[0].dueAt"));
        Http.advance(Duration.ofDays(4));
        String late = Desk.opened(market);

        assertThat(found(Map.of("dueBefore", due.plusSeconds(1).toString()))).containsExactly(early);
        assertThat(found(Map.of("dueBefore", due.toString()))).isEmpty();
        assertThat(found(Map.of("overdue", "true"))).isEmpty();
        Http.advance(Duration.ofDays(2));
        assertThat(found(Map.of("overdue", "true"))).containsExactly(early);
        assertThat(found(Map.of("overdue", "false"))).containsExactly(late);
        JsonPath row = rows(Map.of("overdue", "true"));
        assertThat(row.getBoolean("items[0].overdue")).isTrue();
        assertThat(row.getString("items[0].priority.words")).contains("because it was due");
        String token = Desk.claim(early, ME).then().extract().path("token");
        Desk.act(
                        ME,
                        "moderator",
                        token,
                        early,
                        "decision",
                        Map.of("verdict", "RELEASE", "statement", "It was found at last"))
                .then()
                .statusCode(200);
        assertThat(found(Map.of("overdue", "true"))).isEmpty();
        assertThat(found(Map.of("overdue", "false"))).containsExactlyInAnyOrder(early, late);
    }

    /** Page by page, of one case each. */
    @ParameterizedTest
    @CsvSource({"priority, 2 0 1", "score,    0 1 2", "amount,   2 0 1", "dueAt,    0 1 2", "openedAt, 0 1 2"})
    void aListGoesInTheOrderThatIsAskedFor(String sort, String order) {
        List<String> cases = List.of(Desk.opened(market), Desk.opened(market), Desk.opened(large()));
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, String> query = new LinkedHashMap<>(Map.of("sort", sort, "limit", "1", "currency", "EUR"));
            if (cursor != null) {
                query.put("cursor", cursor);
            }
            JsonPath page = rows(query);
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(seen)
                .containsExactlyElementsOf(Arrays.stream(order.split(" "))
                        .map(each -> cases.get(Integer.parseInt(each)))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "status,     `OPEN,NEW`",
                "reason,     detected",
                "signal,     F1",
                "signal,     `NUMBER_REUSED'`",
                "currency,   XXX",
                "dueBefore,  tomorrow",
                "overdue,    yes",
                "minScore,   -1",
                "sort,       worst",
                "view,       mine",
                "view,       00000000-0000-0000-0000-000000000000",
                "q,          ` `"
            })
    void whatCannotBeFoundByIsRefusedByItsName(String name, String value) {
        Map<String, String> query = new LinkedHashMap<>(Map.of(name, value));
        if (name.equals("currency")) {
            query.put("minAmount", "1.00");
        }
        for (String path : List.of("/v1/cases", "/v1/cases/counts")) {
            Http.as(ME, "moderator")
                    .queryParams(query)
                    .get(path)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo(name));
        }
    }

    /** Amounts of two currencies have no order; what they are worth counts in the priority. */
    @Test
    void moneyIsAskedForInOneCurrency() {
        for (Map<String, String> query : List.of(Map.of("sort", "amount"), Map.of("minAmount", "1.00"))) {
            Http.as(ME, "moderator")
                    .queryParams(query)
                    .get("/v1/cases")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("currency"));
        }
    }

    @Test
    void casesAreCountedAsTheyAreFound() {
        Desk.opened(market);
        Desk.opened(large());
        Desk.claim(Desk.opened(market), ME).then().statusCode(200);
        JsonPath counts = read("/v1/cases/counts", Map.of("sellerId", market.seller));

        assertThat(counts.getInt("total")).isEqualTo(3);
        assertThat(counts.getInt("unassigned")).isEqualTo(2);
        assertThat(counts.getInt("overdue")).isZero();
        assertThat(counts.getInt("statuses.find { it.of == 'OPEN' }.cases")).isEqualTo(2);
        assertThat(counts.getInt("statuses.find { it.of == 'CLAIMED' }.cases")).isEqualTo(1);
        assertThat(counts.getInt("reasons.find { it.of == 'MANUAL' }.cases")).isEqualTo(3);
        assertThat(counts.getInt("markets.find { it.of == 'aliexpress' }.cases"))
                .isEqualTo(3);
        assertThat(counts.getString("money[0].amount")).isEqualTo("314.70");
        assertThat(read("/v1/cases/counts", Map.of("sellerId", market.seller, "assignee", "me"))
                        .getInt("total"))
                .isEqualTo(1);
        assertThat(read("/v1/cases/counts", Map.of("sellerId", market.seller, "status", "DECIDED", "overdue", "true"))
                        .getInt("total"))
                .isZero();
    }

    @Test
    void aViewIsItsOwnersAndIsSharedByItsAddress() {
        String mine = Desk.opened(market);
        String hers = Desk.opened(market);
        Desk.claim(mine, ME).then().statusCode(200);
        String anna = Market.fresh("anna");
        Desk.claim(hers, anna).then().statusCode(200);
        Map<String, Object> body = view("My own", Map.of("sellerId", market.seller, "assignee", "me"));
        JsonPath saved = save(body).then().statusCode(201).extract().jsonPath();
        String id = saved.getString("id");

        assertThat(saved.getString("owner")).isEqualTo(ME);
        assertThat(saved.getString("url")).isEqualTo("/v1/cases?view=" + id);
        assertThat(read(saved.getString("url"), Map.of()).getList("items.id")).containsExactly(mine);
        assertThat(Http.as(anna, "moderator")
                        .get(saved.getString("url"))
                        .jsonPath()
                        .getList("items.id"))
                .as("the same view shows each their own")
                .containsExactly(hers);
        assertThat(read("/v1/cases/counts", Map.of("view", id)).getInt("total")).isEqualTo(1);
        Http.as(anna, "moderator")
                .get("/v1/cases/views/" + id)
                .then()
                .statusCode(200)
                .body("filter.assignee", equalTo("me"));
        assertThat(Http.as(anna, "moderator").get("/v1/cases/views").jsonPath().getList("items"))
                .isEmpty();
        Http.as(anna, "moderator")
                .body(body)
                .put("/v1/cases/views/" + id)
                .then()
                .statusCode(404);
        Http.as(anna, "moderator").delete("/v1/cases/views/" + id).then().statusCode(404);
        Http.as(ME, "moderator")
                .queryParams(Map.of("view", id, "sort", "score"))
                .get("/v1/cases")
                .then()
                .statusCode(400);
        save(body).then().statusCode(400).body("errors[0].field", equalTo("name"));

        Map<String, Object> everything = new LinkedHashMap<>(Map.of(
                "status",
                List.of("CLAIMED", "OPEN"),
                "reason",
                List.of("MANUAL"),
                "sellerId",
                market.seller,
                "minScore",
                0,
                "currency",
                "EUR",
                "minAmount",
                "1.00",
                "maxAmount",
                "500.00",
                "dueBefore",
                Http.now().plus(Duration.ofDays(30)).toString(),
                "overdue",
                false));
        everything.put("sort", "amount");
        Http.as(ME, "moderator")
                .body(view("My own", everything))
                .put("/v1/cases/views/" + id)
                .then()
                .statusCode(200)
                .body("filter.status", equalTo(List.of("OPEN", "CLAIMED")))
                .body("filter.minAmount", equalTo("1.00"))
                .body("filter.sort", equalTo("amount"));
        assertThat(read("/v1/cases", Map.of("view", id)).getList("items.id")).containsExactlyInAnyOrder(mine, hers);
        assertThat(read("/v1/cases/views", Map.of()).getList("items.id")).contains(id);
        Http.as(ME, "moderator").delete("/v1/cases/views/" + id).then().statusCode(200);
        Http.as(ME, "moderator").get("/v1/cases/views/" + id).then().statusCode(404);
        Http.as(ME, "moderator").queryParam("view", id).get("/v1/cases").then().statusCode(400);
    }

    @Test
    void aViewThatShowsNothingThatCouldBeIsNotSaved() {
        for (Map<String, Object> filter : List.<Map<String, Object>>of(
                Map.of("minAmount", "1.00"),
                Map.of("signal", List.of("F1")),
                Map.of("sort", "worst"),
                Map.of("status", List.of("NEW")),
                Map.of("colour", "red"))) {
            save(view("Wrong", filter)).then().statusCode(400);
        }
    }

    /** The first of the view that is free, and not the caller's own business. */
    @Test
    void theNextCaseOfAViewIsGivenAndClaimed() {
        String small = Desk.opened(market);
        String large = Desk.opened(large());
        String view = save(view("Next", Map.of("sellerId", market.seller)))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        next(market.seller, view).then().statusCode(409).body("code", equalTo("NO_CASE_FREE"));
        next(market.buyer, view).then().statusCode(409).body("code", equalTo("NO_CASE_FREE"));

        JsonPath given = next(ME, view).then().statusCode(200).extract().jsonPath();
        assertThat(given.getString("item.id")).isEqualTo(large);
        assertThat(given.getString("item.status")).isEqualTo("CLAIMED");
        assertThat(given.getString("item.assignee")).isEqualTo(ME);
        Desk.act(ME, "moderator", given.getString("token"), large, "notes", Map.of("text", "Looking at it"))
                .then()
                .statusCode(201);
        next("anna", view).then().statusCode(200).body("item.id", equalTo(small));
        next("bert", view).then().statusCode(409);
        next(ME, "00000000-0000-0000-0000-000000000000").then().statusCode(400);

        // What nobody kept alive comes again.
        Http.advance(Duration.ofMinutes(31));
        next("bert", view).then().statusCode(200).body("item.id", equalTo(large));
        Http.as("bert", "moderator")
                .queryParam("view", view)
                .get("/v1/cases")
                .then()
                .body("items", hasSize(2));
    }

    private String large() {
        String order = market.placed(Map.of(
                "lines", List.of(Map.of("sku", "MUG", "title", "Blue mug", "quantity", 20, "unitPrice", "12.50"))));
        market.pay(order, "pay-1", "254.90", "ch-1").then().statusCode(201);
        return order;
    }

    private static Map<String, Object> view(String name, Map<String, Object> filter) {
        return Map.of("name", name, "filter", filter);
    }

    private static Response save(Map<String, Object> body) {
        return Http.as(ME, "moderator").body(body).post("/v1/cases/views");
    }

    private static Response next(String who, String view) {
        return Http.as(who, "moderator").body(Map.of("view", view)).post("/v1/cases/next");
    }

    /** Of this seller. */
    private List<String> found(Map<String, String> query) {
        return rows(query).getList("items.id");
    }

    private JsonPath rows(Map<String, String> query) {
        Map<String, String> ours = new LinkedHashMap<>(query);
        ours.put("sellerId", market.seller);
        return read("/v1/cases", ours);
    }

    private static JsonPath read(String path, Map<String, String> query) {
        RequestSpecification request = Http.as(ME, "moderator").queryParams(query);
        return request.get(path).then().statusCode(200).extract().jsonPath();
    }
}
