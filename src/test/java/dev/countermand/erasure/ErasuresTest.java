package dev.countermand.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.journal.chain.Sealer;
import dev.countermand.journal.chain.Verified;
import dev.countermand.kernel.Ids;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A buyer is forgotten in everything that is past its legal time, and what is kept is named; the audit stays proved. */
@QuarkusTest
class ErasuresTest {

    private static final Duration FOUR_YEARS = Duration.ofDays(4 * 366);
    private static final Duration ELEVEN_YEARS = Duration.ofDays(11 * 366);

    /** What the buyer is called by people, in texts of theirs. */
    private static final String NAME = "Erika Mustermann";

    @Inject
    DataSource source;

    @Inject
    Sealer sealer;

    @Inject
    Scheduler scheduler;

    private final Market market = Market.open();
    private LocalDate day = LocalDate.EPOCH;

    @BeforeEach
    void aDayOfItsOwn() {
        sealer.drain().await().indefinitely();
        Http.advance(Duration.ofDays(2));
        day = Verified.today();
    }

    private PlainSql sql() {
        return new PlainSql(source);
    }

    @Test
    void whatIsPastItsTimeIsPseudonymisedAndTheRestIsNamed() {
        String old = oldCancelled();
        String documented = documented();
        String recent = market.received();
        ended(recent, Duration.ofDays(10));
        String open = market.paid();
        Http.as(market.buyer, "buyer").post("/v1/orders/nobodys/receipt").then().statusCode(404);
        Market.eventually(() -> assertThat(refusedCalls()).isNotEmpty());

        JsonPath asked = ask();
        String id = asked.getString("id");
        assertThat(asked.getString("pseudonym")).startsWith("erased-").doesNotContain(market.buyer);
        assertThat(asked.getList("kept.reason")).contains("OPEN_ORDER", "CLAIMS");

        JsonPath done = waiting(id);
        String pseudonym = done.getString("pseudonym");
        assertThat(done.getInt("orders")).isEqualTo(2);
        assertThat(done.getInt("documents")).isEqualTo(1);
        assertThat(done.getInt("auditEntries")).isGreaterThan(5);
        assertThat(done.getInt("events")).isGreaterThan(5);
        assertThat(done.getList("kept.reason"))
                .containsExactlyInAnyOrder("OPEN_ORDER", "CLAIMS", "BOOKS", "REFUSED_CALLS");
        assertThat(done.getString("kept.find { it.reason == 'CLAIMS' }.keptUntil"))
                .isNotNull();
        assertThat(done.getString("kept.find { it.reason == 'OPEN_ORDER' }.keptUntil"))
                .isNull();

        assertThat(market.order(old).getString("buyerId")).isEqualTo(pseudonym);
        assertThat(market.order(open).getString("buyerId")).isEqualTo(market.buyer);
        assertThat(mentions(market.buyer, old, documented)).isEmpty();
        assertThat(mentions(NAME, old, documented)).isEmpty();
        assertThat(mentions(market.buyer, recent)).isNotEmpty();
        assertThat(Market.audited(old)).contains("erasure.order-pseudonymised", "cancellation.requested");
        Http.as("shop", "service").get("/v1/orders?buyerId=" + pseudonym).then().statusCode(200);

        sealer.drain().await().indefinitely();
        Verified.holds(day, Verified.today());
        assertThat(Verified.days(day, Verified.today()).getLong("erased")).isPositive();
    }

    /** What a moderator wrote of the buyer stands in the case, in its decision, in the sanction and in the seller's record. */
    @Test
    void whatADecisionSaidGoesWithItsOrder() {
        String order = market.shipped();
        String reviewCase = decided(order);
        ended(order, FOUR_YEARS);
        for (String table : List.of("review_case", "case_decision", "sanction", "seller_entry")) {
            assertThat(sql().ask("select statement from " + table + " where order_id = ?", order))
                    .as(table)
                    .anyMatch(statement -> statement.contains(NAME));
        }
        waiting(ask().getString("id"));
        assertThat(mentions(NAME, order)).isEmpty();
        assertThat(mentions(market.buyer, order)).isEmpty();
        Http.as("mod-1", "moderator").get("/v1/cases/" + reviewCase).then().statusCode(200);
        Http.as(market.seller, "seller").get("/v1/sanctions").then().statusCode(200);
    }

    /** By its buyer, and by words: a view of whom nobody knows any more would still name them. */
    @Test
    void savedViewsGoByThePseudonym() {
        String byBuyer = saved(Map.of("buyerId", market.buyer, "overdue", true));
        String byWords = saved(Map.of("q", "refund " + market.buyer));
        String others = saved(Map.of("buyerId", market.buyer + "-2", "q", market.buyer + "-2"));
        String id = ask().getString("id");
        String pseudonym = in(id, "DONE").getString("pseudonym");
        assertThat(view(byBuyer).getString("filter.buyerId")).isEqualTo(pseudonym);
        assertThat(view(byBuyer).getBoolean("filter.overdue")).isTrue();
        assertThat(view(byWords).getString("filter.q")).isEqualTo("refund " + pseudonym);
        assertThat(view(others).getString("filter.buyerId")).isEqualTo(market.buyer + "-2");
        assertThat(view(others).getString("filter.q")).isEqualTo(market.buyer + "-2");
        assertThat(anywhere("refund " + market.buyer)).isEmpty();
    }

    @Test
    void whenAllTimesAreOverNothingOfTheBuyerIsLeftAnywhere() {
        String first = oldCancelled();
        String second = market.received();
        Http.as(market.buyer, "buyer").post("/v1/orders/nobodys/receipt").then().statusCode(404);
        Market.eventually(() -> assertThat(refusedCalls()).isNotEmpty());
        String id = ask().getString("id");
        waiting(id);

        ended(first, ELEVEN_YEARS);
        ended(second, ELEVEN_YEARS);
        assertThat(ask().getString("id")).as("a buyer has one erasure").isEqualTo(id);
        JsonPath done = in(id, "DONE");
        assertThat(done.getList("kept")).isEmpty();
        assertThat(done.getString("finishedAt")).isNotNull();
        assertThat(anywhere(market.buyer)).isEmpty();
        assertThat(sql().ask("select provider_reference from payment where order_id = ?", second))
                .allMatch(reference -> reference.startsWith("erased:"));
        sealer.drain().await().indefinitely();
        Verified.holds(day, Verified.today());

        String pseudonym = done.getString("pseudonym");
        ask();
        assertThat(in(id, "DONE").getString("pseudonym")).isEqualTo(pseudonym);
    }

    /** What a replica had begun when it was killed, another goes on with when its claim is over; each batch is done or not. */
    @Test
    void manyOrdersGoInBatchesAndAKilledReplicaLosesNothing() {
        String order = oldCancelled();
        sql().run(
                        "insert into orders select (jsonb_populate_record(o, jsonb_build_object('order_id', o.order_id"
                                + " || '-' || i))).* from orders o, generate_series(1, 120) i where o.order_id = ?",
                        order);
        scheduler.pause("erasures");
        String id = ask().getString("id");
        sql().run(
                        "update erasure set status = 'RUNNING', claimed_until = ? where id = ?",
                        Http.now().plus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC),
                        UUID.fromString(id));
        scheduler.resume("erasures");
        Http.advance(Duration.ofMinutes(3));
        JsonPath done = waiting(id);
        assertThat(done.getInt("orders")).isEqualTo(121);
        assertThat(sql().ask("select order_id from orders where buyer_id = ?", market.buyer))
                .isEmpty();
        assertThat(sql().ask(
                                "select subject from audit_entry where action = 'erasure.order-pseudonymised' and object = ?"
                                        + " group by subject having count(*) > 1",
                                "erasures/" + id))
                .isEmpty();
    }

    @Test
    void aBuyerWhomNobodyKnowsIsForgottenAtOnce() {
        String id = ask().getString("id");
        assertThat(in(id, "DONE").getList("kept")).isEmpty();
        Http.as("shop", "service")
                .get("/v1/erasures/0198c5b2-0000-7000-8000-000000000000")
                .then()
                .statusCode(404);
    }

    // --- steps -------------------------------------------------------------------------------------------------------

    private JsonPath ask() {
        return Http.as("lead-1", "lead")
                .body(Map.of("buyerId", market.buyer))
                .post("/v1/erasures")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
    }

    private static JsonPath waiting(String id) {
        return in(id, "WAITING");
    }

    private static JsonPath in(String id, String status) {
        Market.eventually(() -> assertThat(erasure(id).getString("status"))
                .as("%s", erasure(id).prettify())
                .isEqualTo(status));
        return erasure(id);
    }

    private static JsonPath erasure(String id) {
        return Http.as("lead-1", "lead")
                .get("/v1/erasures/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> refusedCalls() {
        return sql().ask("select id from audit_entry where subject = ?", "callers/" + market.buyer);
    }

    /** Cancelled at the buyer's request, with words of theirs. */
    private String oldCancelled() {
        String order = market.paid();
        String request = market.ask(order, Map.of("comment", NAME + " does not need it"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        market.approve(request).then().statusCode(200);
        Http.as("mod-1", "moderator")
                .body(Map.of("text", NAME + " was called by them", "orderId", order))
                .post("/v1/sellers/" + market.seller + "/notes")
                .then()
                .statusCode(201);
        ended(order, FOUR_YEARS);
        return order;
    }

    /** For the seller, who is warned, in words that name the buyer. */
    private static String decided(String order) {
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "The tracking page is forged"))
                .post("/v1/orders/" + order + "/freeze")
                .then()
                .statusCode(200);
        String id = Http.as("mod-1", "moderator")
                .queryParam("orderId", order)
                .get("/v1/cases")
                .path("items[0].id");
        String token = Http.as("mod-1", "moderator")
                .post("/v1/cases/" + id + "/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(Map.of(
                        "verdict",
                        "RELEASE",
                        "sanction",
                        Map.of("kind", "WARNING"),
                        "statement",
                        NAME + " has the parcel, and waited for it too long"))
                .post("/v1/cases/" + id + "/decision")
                .then()
                .statusCode(200);
        return id;
    }

    private static String saved(Map<String, Object> filter) {
        return Http.as("mod-1", "moderator")
                .body(Map.of("name", Market.fresh("view"), "filter", filter))
                .post("/v1/cases/views")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static JsonPath view(String id) {
        return Http.as("mod-1", "moderator")
                .get("/v1/cases/views/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** With a document and a case, in which a moderator wrote of the buyer. */
    private String documented() {
        String order = market.received();
        Instant now = Http.now();
        UUID shipment = UUID.fromString(
                sql().ask("select id from shipment where order_id = ?", order).getFirst());
        sql().run(
                        "insert into evidence (order_id, id, shipment_id, seller_id, media_type, size, sha256, content,"
                                + " given_at, given_by) values (?, ?, ?, ?, 'image/png', 3, repeat('a', 64), 'abc', ?, ?)",
                        order,
                        Ids.next(now),
                        shipment,
                        market.seller,
                        now.atOffset(ZoneOffset.UTC),
                        market.seller);
        UUID id = Ids.next(now);
        sql().run(
                        "insert into review_case (order_id, id, seller_id, buyer_id, status, score, amount, currency,"
                                + " reason, opened_at, due_at, closing_note, version) values (?, ?, ?, ?, 'CLOSED', 1, 1, 'EUR',"
                                + " 'DETECTED', ?, ?, ?, 0)",
                        order,
                        id,
                        market.seller,
                        market.buyer,
                        now.atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC),
                        NAME + " is right");
        sql().run(
                        "insert into case_note (order_id, case_id, id, author, text, at) values (?, ?, ?, 'mod-1', ?, ?)",
                        order,
                        id,
                        Ids.next(now),
                        "I called " + NAME + " (" + market.buyer + ")",
                        now.atOffset(ZoneOffset.UTC));
        sql().run(
                        "insert into case_demand (order_id, id, case_id, shipment_id, seller_id, words, demanded_by,"
                                + " demanded_at, due_at, outcome, ended_at)"
                                + " values (?, ?, ?, ?, ?, ?, 'mod-1', ?, ?, 'NEEDLESS', ?)",
                        order,
                        Ids.next(now),
                        id,
                        shipment,
                        market.seller,
                        "Show that you posted it to " + NAME,
                        now.atOffset(ZoneOffset.UTC),
                        now.plusSeconds(1).atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC));
        ended(order, FOUR_YEARS);
        return order;
    }

    /** So long ago, and nothing is under way about it. */
    private void ended(String order, Duration ago) {
        Http.advance(Duration.ofMinutes(1));
        sql().run(
                        "update orders set closed_at = ? where order_id = ?",
                        Http.now().minus(ago).atOffset(ZoneOffset.UTC),
                        order);
        sql().run("update refund set status = 'ARRIVED' where order_id = ?", order);
        sql().run("delete from deadline where order_id = ?", order);
    }

    /** Tables in which a row of these orders has this text; a table that comes later is looked at, too. */
    private List<String> mentions(String text, String... orders) {
        return sql()
                .ask("select table_name from information_schema.columns where table_schema = 'public' and column_name"
                        + " = 'order_id'")
                .stream()
                .filter(table -> !sql().ask(
                                        "select 1 from " + table
                                                + " t where order_id::text = any(?) and t::text like '%' || ?"
                                                + " || '%' limit 1",
                                        (Object) orders,
                                        text)
                                .isEmpty()
                        || !sql().ask(
                                        "select 1 from audit_entry t where subject = any(?) and t::text like '%' || ? || '%'"
                                                + " limit 1",
                                        (Object) orders, text)
                                .isEmpty())
                .toList();
    }

    /** Every table there is. */
    private List<String> anywhere(String text) {
        return sql()
                .ask("select table_name from information_schema.tables where table_schema = 'public' and table_type ="
                        + " 'BASE TABLE'")
                .stream()
                .filter(table -> !sql().ask(
                                "select 1 from " + table
                                        + " t where t::text ~ ('(^|[^0-9a-z-])' || ? || '($|[^0-9a-z-])')" + " limit 1",
                                text)
                        .isEmpty())
                .toList();
    }
}
