package dev.countermand.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.api.Market;
import dev.countermand.prod.Client;
import dev.countermand.prod.Client.Answer;
import dev.countermand.prod.Client.Call;
import dev.countermand.prod.Client.Who;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Orders in every state that the story knows, with their requests, parcels, disputes and cases, for calls to be about. */
final class Stage {

    static final Who SHOP = new Who("shop", "service");
    static final Who MODERATOR = new Who("mod-1", "moderator");

    private static final String ID = "id";
    private static final String TOTAL = "29.90";

    private final Client client;
    private final String name;
    private final Map<String, List<Map<String, String>>> things = new HashMap<>();
    private int calls;

    private Stage(Client client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * Builds one over HTTP.
     *
     * @param name what all its ids begin with; none before had it
     */
    static Stage build(Client client, String name) throws IOException {
        Stage stage = new Stage(client, name);
        stage.play();
        return stage;
    }

    /** What a path is about, such as {@code orders}: names and what they stand for, {@code id}, {@code buyer} and so on. */
    Map<String, String> thing(String about, int number) {
        List<Map<String, String>> all = things.getOrDefault(about, things.getOrDefault("orders", List.of()));
        return all.get(number % all.size());
    }

    /** What there is to be about. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        things.forEach((about, all) -> counts.put(about, all.size()));
        return counts;
    }

    private void play() throws IOException {
        place("aliexpress");
        pay(place("aliexpress"), "VERIFYING");
        paid();
        ask(paid());
        refuse(paid());
        ship(paid());
        Map<String, String> contested = paid();
        ask(contested);
        ship(contested);
        Map<String, String> moving = ship(paid());
        scan(moving, "ACCEPTED");
        delivered();
        dispute(delivered(), "REFUND_ONLY");
        accept(dispute(delivered(), "RETURN_GOODS_AND_MONEY"));
        claim(escalate(dispute(delivered(), "REFUND_ONLY")));
        claim(freeze(ship(paid())));
        freeze(paid());
        Map<String, String> completed = delivered();
        post(buyer(completed), "/v1/orders/" + completed.get(ID) + "/receipt", "");
        ask(place("aliexpress"));
        refund(paid());
        evidence(ship(paid()));
        paid("eldorado");
        ship(paid("lamoda"));
        ship(place("cod-post"));
        sanction(paid(), "WARNING");
        sanction(paid(), "SUSPENSION");
        sweep();
    }

    private Map<String, String> place(String market) throws IOException {
        int number = things.getOrDefault("orders", List.of()).size();
        Map<String, String> order = new HashMap<>();
        order.put(ID, name + "-order-" + number);
        order.put("order", name + "-order-" + number);
        order.put("buyer", name + "-buyer-" + number % 4);
        order.put("seller", name + "-seller-" + number % 3);
        order.put("market", market);
        order.put("paymentId", "pay-1");
        post(SHOP, "/v1/orders", """
            {"id":"%s","market":"%s","buyerId":"%s","sellerId":"%s","currency":"EUR","lines":[{"sku":"MUG",\
            "title":"Blue mug","quantity":2,"unitPrice":"12.50"}],"shippingFee":"4.90","shipFrom":{"country":"CN"},\
            "shipTo":{"country":"DE","postalCode":"10115","city":"Berlin"}}\
            """.formatted(order.get(ID), market, order.get("buyer"), order.get("seller")));
        Map<String, String> seller = new HashMap<>(order);
        seller.put(ID, order.getOrDefault("seller", ""));
        add("sellers", seller);
        add("orders", order);
        return order;
    }

    private Map<String, String> paid() throws IOException {
        return paid("aliexpress");
    }

    private Map<String, String> paid(String market) throws IOException {
        return pay(place(market), "CAPTURED");
    }

    private Map<String, String> pay(Map<String, String> order, String state) throws IOException {
        post(SHOP, "/v1/orders/" + order.get(ID) + "/payments", """
            {"id":"pay-1","method":"card","amount":"%s","state":"%s","provider":"sandbox","providerReference":"ch-%s"}\
            """.formatted(TOTAL, state, order.get(ID)));
        return order;
    }

    private Map<String, String> ask(Map<String, String> order) throws IOException {
        JsonNode asked =
                post(buyer(order), "/v1/orders/" + order.get(ID) + "/cancellations", "{\"reason\":\"NOT_NEEDED\"}");
        return about("cancellations", order, asked.path(ID));
    }

    private void refuse(Map<String, String> order) throws IOException {
        String request = ask(order).get(ID);
        post(seller(order), "/v1/cancellations/" + request + "/refusal", "{\"explanation\":\"It is packed\"}");
    }

    private Map<String, String> ship(Map<String, String> order) throws IOException {
        int number = things.getOrDefault("shipments", List.of()).size();
        String tracking = Market.trackingNumber(String.format(
                Locale.ROOT, "%06d%09d", Math.floorMod(name.hashCode(), 1_000_000), number * 7_919 + name.length()));
        JsonNode declared = post(
                seller(order),
                "/v1/orders/" + order.get(ID) + "/shipments",
                "{\"carrier\":\"ups\",\"trackingNumber\":\"" + tracking + "\"}");
        Map<String, String> shipment =
                about("shipments", order, declared.path("shipment").path(ID));
        shipment.put("number", tracking);
        add("tracking-numbers", shipment);
        order.put("number", tracking);
        return order;
    }

    private void scan(Map<String, String> order, String status) throws IOException {
        post(SHOP, "/v1/carrier-events", """
            [{"id":"%s-%s","carrier":"ups","trackingNumber":"%s","status":"%s","occurredAt":"%s"}]\
            """.formatted(
                        order.get(ID), status, order.get("number"), status, Instant.now()));
    }

    private Map<String, String> delivered() throws IOException {
        Map<String, String> order = ship(paid());
        scan(order, "ACCEPTED");
        scan(order, "DELIVERED");
        return order;
    }

    private Map<String, String> dispute(Map<String, String> order, String kind) throws IOException {
        JsonNode opened = post(
                buyer(order),
                "/v1/orders/" + order.get(ID) + "/disputes",
                "{\"kind\":\"" + kind + "\",\"text\":\"One mug came broken\"}");
        return about("disputes", order, opened.path(ID));
    }

    private void accept(Map<String, String> dispute) throws IOException {
        post(seller(dispute), "/v1/disputes/" + dispute.get(ID) + "/acceptance", "");
    }

    private Map<String, String> escalate(Map<String, String> dispute) throws IOException {
        post(buyer(dispute), "/v1/disputes/" + dispute.get(ID) + "/escalation", "");
        return dispute;
    }

    private Map<String, String> freeze(Map<String, String> order) throws IOException {
        post(MODERATOR, "/v1/orders/" + order.get(ID) + "/freeze", "{\"reason\":\"The tracking page is forged\"}");
        return order;
    }

    /** The case that stands open about the order. */
    private void claim(Map<String, String> about) throws IOException {
        String path = "/v1/cases?status=OPEN&sellerId=" + about.get("seller");
        for (JsonNode item : client.get(MODERATOR, path).path("items")) {
            if (item.path("orderId").asText().equals(about.get("order"))) {
                Map<String, String> found = about("cases", about, item.path(ID));
                JsonNode claim = post(MODERATOR, "/v1/cases/" + found.get(ID) + "/claim", "");
                found.put("caseToken", claim.path("token").asText());
            }
        }
    }

    private void refund(Map<String, String> order) throws IOException {
        JsonNode granted = post(
                SHOP,
                "/v1/orders/" + order.get(ID) + "/refunds",
                "{\"amount\":\"5.00\",\"reason\":\"Late by two weeks\"}");
        about("refunds", order, granted.path(ID));
    }

    private void evidence(Map<String, String> order) throws IOException {
        String shipment = things.getOrDefault("shipments", List.of()).getLast().getOrDefault(ID, "");
        post(MODERATOR, "/v1/shipments/" + shipment + "/evidence-demands", "");
        Answer given = client.postForm(
                seller(order),
                "/v1/shipments/" + shipment + "/evidence",
                ValidCalls.BOUNDARY,
                ValidCalls.form("name=\"file\"; filename=\"receipt.pdf\"", ValidCalls.document(name)));
        about("evidence", order, checked("evidence", given).path(ID));
    }

    private void sanction(Map<String, String> order, String kind) throws IOException {
        JsonNode imposed = post(
                MODERATOR,
                "/v1/sellers/" + order.get("seller") + "/sanctions",
                "{\"kind\":\"" + kind + "\",\"orderId\":\"" + order.get(ID)
                        + "\",\"statement\":\"Three parcels were declared and never posted\"}");
        about("sanctions", order, imposed.path(ID));
    }

    private void sweep() throws IOException {
        JsonNode asked = post(SHOP, "/v1/sweeps", "{\"dryRun\":true}");
        about("sweeps", thing("orders", 0), asked.path(ID));
    }

    /** Another thing of this order. */
    private Map<String, String> about(String about, Map<String, String> order, JsonNode id) {
        Map<String, String> thing = new HashMap<>(order);
        thing.put(ID, id.asText());
        add(about, thing);
        return thing;
    }

    private void add(String about, Map<String, String> thing) {
        things.computeIfAbsent(about, ignored -> new ArrayList<>()).add(thing);
    }

    private JsonNode post(Who who, String path, String body) throws IOException {
        return checked(path, client.post(new Call(who, path, name + "-" + calls++, body)));
    }

    private static JsonNode checked(String path, Answer answer) {
        if (answer.status() < 200 || answer.status() > 299) {
            throw new AssertionError("The stage cannot be built: " + path + " was answered " + answer);
        }
        return answer.json();
    }

    private static Who buyer(Map<String, String> thing) {
        return new Who(thing.getOrDefault("buyer", ""), "buyer");
    }

    private static Who seller(Map<String, String> thing) {
        return new Who(thing.getOrDefault("seller", ""), "seller");
    }
}
