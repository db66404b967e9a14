package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.PlainSql;
import dev.countermand.http.identity.Permission;
import dev.countermand.http.identity.Permission.Reach;
import dev.countermand.http.identity.Permissions;
import dev.countermand.kernel.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Whoever reaches only their own finds another's as if it did not exist, with every call of {@link Permissions} that says so:
 * strangers, and the other party of the same order in a role in which it is not theirs. A new call of this kind has to name here
 * what it is about, and what it sends.
 */
@QuarkusTest
class OthersObjectsTest {

    private static final Pattern OBJECT = Pattern.compile("/v1/([a-z-]+)/\\{id}.*");

    private static final String ANSWERS = "POST /v1/cancellations/answers";

    /** All that the objects are; nothing of it moves by itself. */
    private static final String AS_IT_IS = """
            with ours as (select unnest(cast(? as text[])) as order_id)
            select jsonb_pretty(jsonb_build_array(
                (select jsonb_agg(to_jsonb(t) - 'settled' order by t.order_id) from orders t join ours using (order_id)),
                (select jsonb_agg(to_jsonb(t) order by t.id) from cancellation t join ours using (order_id)),
                (select jsonb_agg(to_jsonb(t) order by t.id) from shipment t join ours using (order_id)),
                (select jsonb_agg(to_jsonb(t) order by t.id) from dispute t join ours using (order_id)),
                (select jsonb_agg(t.id order by t.id) from evidence t join ours using (order_id)),
                (select jsonb_agg(to_jsonb(t) order by t.id) from evidence_demand t join ours using (order_id)),
                (select jsonb_agg(to_jsonb(t) order by t.id) from refund t join ours using (order_id)),
                (select jsonb_agg(to_jsonb(t) order by t.id) from sanction t join ours using (order_id)),
                (select count(*) from outbox_event t join ours using (order_id))))
            """;

    private static final Map<String, Object> PARCEL =
            Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber());

    /** What a call sends, where it has to send something. */
    private static final Map<String, Map<String, Object>> BODIES = Map.of(
            "POST /v1/orders/{id}/cancellations", Map.of("reason", "NOT_NEEDED"),
            "POST /v1/cancellations/{id}/refusal", Map.of("explanation", "The parcel leaves in an hour"),
            "POST /v1/orders/{id}/seller-cancellation", Map.of("reason", "OUT_OF_STOCK"),
            "POST /v1/orders/{id}/shipments", PARCEL,
            "POST /v1/shipments/{id}/correction", PARCEL,
            "POST /v1/orders/{id}/disputes", Walks.REFUND,
            "POST /v1/disputes/{id}/rejection", Map.of("explanation", "No"),
            "POST /v1/disputes/{id}/return-shipment", PARCEL,
            "POST /v1/sanctions/{id}/appeal", Map.of("text", "The post has lost my receipt"));

    @Inject
    DataSource source;

    private final Contract contract = Contract.published();
    private final Market market = Market.open();
    private final Market strangers = Market.open();

    /** An object of each kind, by what its address begins with. */
    private final Map<String, String> objects = new LinkedHashMap<>();

    private final List<String> orders = new ArrayList<>();

    /** Somebody in one of their roles. */
    private record Who(String subject, Role role) {}

    private void oneOfEach() {
        objects.put("sellers", market.seller);
        objects.put("cancellations", market.asked(of(market.paid())));
        objects.put("refunds", refund());
        objects.put("disputes", dispute());
        String order = of(market.shipped());
        objects.put("orders", order);
        objects.put("shipments", market.order(order).getString("shipments[0].id"));
        Http.as(market.buyer, "buyer")
                .post("/v1/shipments/" + objects.get("shipments") + "/evidence-demands")
                .then()
                .statusCode(201);
        String shown = of(market.shipped());
        objects.put(
                "evidence",
                CaseEvidenceTest.give(market, shown, Papers.pdf("posted " + shown))
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
        objects.put(
                "sanctions",
                Http.as("mod-1", "moderator")
                        .body(Map.of(
                                "kind", "WARNING", "orderId", order, "statement", "It was declared and never posted"))
                        .post("/v1/sellers/" + market.seller + "/sanctions")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
    }

    @Test
    void whatIsAnothersIsNotThere() {
        oneOfEach();
        String before = asItIs();
        for (Permission permission : Permissions.ALL) {
            for (Who owner : owners(permission)) {
                others(owner.role()).forEach(other -> isNotThere(permission, other));
            }
        }
        assertThat(asItIs()).as("nobody has changed anything").isEqualTo(before);

        // Without this, the above would say nothing: who it belongs to may make each of the calls, and finds what it is
        // about.
        Permissions.ALL.stream()
                .sorted(Comparator.comparing(OthersObjectsTest::method))
                .forEach(permission -> owners(permission).forEach(owner -> isThere(permission, owner)));
    }

    private void isNotThere(Permission permission, Who other) {
        String what = permission.call() + " as " + other;
        Response answer = call(permission, other);
        if (permission.call().equals(ANSWERS)) {
            assertThat(answer.jsonPath().getInt("results[0].problem.status"))
                    .as(what)
                    .isEqualTo(404);
        } else if (permission.call().contains("{id}")) {
            assertThat(answer.statusCode()).as(what).isIn(403, 404);
        } else {
            assertThat(answer.statusCode()).as(what).isEqualTo(200);
            assertThat(answer.asString()).as(what).doesNotContain(theirs());
            noFilterShowsIt(permission, other);
        }
    }

    /** Somebody else's list is not had by asking for it, either. */
    private void noFilterShowsIt(Permission permission, Who other) {
        Map.of("sellerId", market.seller, "buyerId", market.buyer, "orderId", objects.get("orders"))
                .forEach((filter, value) -> {
                    if (filters(permission, filter)) {
                        Response answer = Http.as(other.subject(), other.role().token())
                                .queryParam(filter, value)
                                .get(path(permission));
                        assertThat(answer.jsonPath().getList("items"))
                                .as("%s by %s as %s", permission.call(), filter, other)
                                .isNullOrEmpty();
                        assertThat(answer.statusCode()).isLessThan(500);
                    }
                });
    }

    private void isThere(Permission permission, Who owner) {
        String what = permission.call() + " as " + owner;
        Response answer = call(permission, owner);
        if (permission.call().equals(ANSWERS)) {
            assertThat(answer.jsonPath().getString("results[0].id")).as(what).isEqualTo(objects.get("cancellations"));
            assertThat(answer.jsonPath().getString("results[0].problem.status"))
                    .as(what)
                    .isNotEqualTo("404");
        } else if (permission.call().startsWith("GET ")) {
            assertThat(answer.statusCode()).as(what).isEqualTo(200);
            if (!permission.call().contains("{id}")) {
                assertThat(answer.asString()).as(what).containsAnyOf(theirs());
            }
        } else {
            assertThat(answer.statusCode())
                    .as(what + ": " + answer.asString())
                    .isNotIn(401, 403, 404)
                    .isLessThan(500);
        }
    }

    // --- who and what ------------------------------------------------------------------------------------------------

    /** In each role in which a call reaches what is one's own. */
    private List<Who> owners(Permission permission) {
        return permission.reach().entrySet().stream()
                .filter(each -> each.getValue() == Reach.OWN)
                .map(Map.Entry::getKey)
                .sorted()
                .map(role -> new Who(role == Role.BUYER ? market.buyer : market.seller, role))
                .toList();
    }

    /** A stranger, and the other party of the same orders as if they were this one. */
    private List<Who> others(Role role) {
        return role == Role.BUYER
                ? List.of(new Who(strangers.buyer, role), new Who(market.seller, role))
                : List.of(new Who(strangers.seller, role), new Who(market.buyer, role));
    }

    private Response call(Permission permission, Who who) {
        RequestSpecification as = Http.as(who.subject(), who.role().token());
        String call = permission.call();
        if (call.equals(ANSWERS)) {
            as.body(Map.of("answers", List.of(Map.of("id", objects.get("cancellations"), "answer", "APPROVE"))));
        } else if (call.equals("POST /v1/shipments/{id}/evidence")) {
            as.contentType("multipart/form-data").multiPart("file", "receipt", Papers.png("posted " + who));
        } else if (BODIES.containsKey(call)) {
            as.body(BODIES.get(call));
        } else {
            assertThat(operation(permission)
                            .path("requestBody")
                            .path("required")
                            .asBoolean())
                    .as(call + " has to send something: say what in BODIES")
                    .isFalse();
        }
        return as.request(method(permission), path(permission));
    }

    private String path(Permission permission) {
        String path = permission.call().split(" ", 2)[1];
        Matcher object = OBJECT.matcher(path);
        if (object.matches()) {
            assertThat(objects)
                    .as(permission.call() + " is about something of its own: make one in oneOfEach")
                    .containsKey(object.group(1));
            path = path.replace("{id}", objects.get(object.group(1)));
        } else {
            assertThat(method(permission).equals("GET") || permission.call().equals(ANSWERS))
                    .as(permission.call() + " is about what its body says: have it tried here")
                    .isTrue();
        }
        assertThat(path).doesNotContain("{");
        return path;
    }

    private static String method(Permission permission) {
        return permission.call().split(" ", 2)[0];
    }

    private boolean filters(Permission permission, String name) {
        if (permission.call().contains("{") || !method(permission).equals("GET")) {
            return false;
        }
        for (JsonNode parameter : operation(permission).path("parameters")) {
            if (contract.resolve(parameter).path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode operation(Permission permission) {
        return contract.document()
                .path("paths")
                .path(permission.call().split(" ", 2)[1])
                .path(method(permission).toLowerCase(Locale.ROOT));
    }

    // --- the objects -------------------------------------------------------------------------------------------------

    private String of(String order) {
        orders.add(order);
        return order;
    }

    /** Sent, it stays so: its provider loses it. */
    private String refund() {
        String order = of(market.placed());
        market.pay(order, "pay-1", "29.90", "never-arrives").then().statusCode(201);
        market.approve(market.asked(order)).then().statusCode(200);
        Market.eventually(() -> {
            Http.advance(Duration.ofSeconds(10));
            assertThat(market.financials(order).getString("refunds[0].status")).isEqualTo("SENT");
        });
        return market.financials(order).getString("refunds[0].id");
    }

    private String dispute() {
        String order = of(market.paid());
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        return market.dispute(order, Walks.REFUND)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** By which an answer would show something of them; who the seller is, is no secret. */
    private String[] theirs() {
        return Stream.concat(
                        orders.stream(),
                        objects.entrySet().stream()
                                .filter(each -> !each.getKey().equals("sellers"))
                                .map(Map.Entry::getValue))
                .distinct()
                .toArray(String[]::new);
    }

    private String asItIs() {
        return new PlainSql(source)
                .ask(AS_IT_IS, (Object) orders.toArray(String[]::new))
                .getFirst();
    }
}
