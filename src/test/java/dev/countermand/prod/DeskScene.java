package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.api.Market;
import dev.countermand.api.Papers;
import dev.countermand.prod.Client.Answer;
import dev.countermand.prod.Client.Call;
import dev.countermand.prod.Client.Who;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Frozen orders with their cases, one act away from what is tried; the act can be done again with the same key. */
final class DeskScene {

    /** What is done at the desk. */
    enum Act {
        /** A seller gives the document that a moderator has asked for. */
        UPLOAD(1, "12.50"),
        /** A moderator cancels and refunds a false shipment. */
        DECISION(1, "12.50"),
        /** A lead approves that, where it is about much money. */
        APPROVAL(1, "400.00"),
        /** The same of two orders, in the background. */
        BULK(2, "12.50"),
        /** A decision is taken back. */
        UNDO(1, "12.50");

        private final int orders;
        private final String price;

        Act(int orders, String price) {
            this.orders = orders;
            this.price = price;
        }
    }

    private static final Who ANNA = new Who("anna", "moderator");
    private static final Who LEA = new Who("lea", "lead");
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** So that the document is kept in two pieces. */
    private static final int DOCUMENT_BYTES = 300_000;

    private static final String DECISION = "{\"verdict\":\"CANCEL_AND_REFUND\",\"statement\":"
            + "\"The carrier never received a parcel under this number\"}";

    private final Act act;
    private final String name;
    private final List<String> orders = new ArrayList<>();
    private final List<String> cases = new ArrayList<>();
    private final Call call;
    private int calls;

    /** Brings everything to where the act is next. */
    DeskScene(Act act, Client client, int number) throws IOException {
        this.act = act;
        this.name = String.format(Locale.ROOT, "desk-%03d-", number);
        for (int i = 0; i < act.orders; i++) {
            freeze(client, number * 10 + i);
        }
        this.call = next(client);
    }

    /** What its orders and its call are named with, and nothing else. */
    String name() {
        return name;
    }

    List<String> orders() {
        return List.copyOf(orders);
    }

    /** Does it, or does it again; returns when all of it is done. */
    void play(Client client) throws IOException, InterruptedException {
        Answer answer = act == Act.UPLOAD ? client.postForm(call, name) : client.post(call);
        assertThat(answer.status()).as(answer.text()).isIn(200, 201, 202);
        if (act == Act.BULK) {
            waitForBulk(client, answer.json().path("id").asText());
        }
    }

    private static void waitForBulk(Client client, String id) throws IOException, InterruptedException {
        long until = System.nanoTime() + TIMEOUT.toNanos();
        JsonNode bulk = client.get(ANNA, "/v1/bulk/" + id);
        while (bulk.path("status").asText().equals("RUNNING") && System.nanoTime() < until) {
            Thread.sleep(50);
            bulk = client.get(ANNA, "/v1/bulk/" + id);
        }
        assertThat(bulk.path("status").asText()).as(bulk.toString()).isEqualTo("DONE");
    }

    /** A paid order, declared shipped under a number that nobody knows, and frozen by hand. */
    private void freeze(Client client, int number) throws IOException {
        String order = name + number;
        Who seller = seller(order);
        // Of a shipper of its own (F8).
        String tracking = Market.trackingNumber(String.format(Locale.ROOT, "%06d%09d", 700_000 + number, number));
        say(client, Story.SHOP, "/v1/orders", """
                {"id":"%1$s","market":"aliexpress","buyerId":"b-%1$s","sellerId":"%2$s","currency":"EUR",\
                "lines":[{"sku":"MUG","quantity":2,"unitPrice":"%3$s"}],"shippingFee":"4.90",\
                "shipFrom":{"country":"CN"},"shipTo":{"country":"DE","postalCode":"10115"}}\
                """.formatted(order, seller.subject(), act.price));
        String total = act.price.equals("400.00") ? "804.90" : "29.90";
        say(client, Story.SHOP, "/v1/orders/" + order + "/payments", """
                {"id":"pay-1","method":"card","amount":"%s","state":"CAPTURED","provider":"sandbox",\
                "providerReference":"ch-%s"}\
                """.formatted(total, order));
        say(
                client,
                seller,
                "/v1/orders/" + order + "/shipments",
                "{\"carrier\":\"ups\",\"trackingNumber\":\"" + tracking + "\"}");
        say(client, ANNA, "/v1/orders/" + order + "/freeze", "{\"reason\":\"The tracking page is forged\"}");
        orders.add(order);
        cases.add(client.get(ANNA, "/v1/cases?orderId=" + order)
                .path("items")
                .path(0)
                .path("id")
                .asText());
    }

    private Call next(Client client) throws IOException {
        String order = orders.getFirst();
        String path = "/v1/cases/" + cases.getFirst();
        return switch (act) {
            case UPLOAD -> {
                say(client, held(client, "/evidence-demands", "{\"text\":\"The receipt must show the day\"}"));
                yield new Call(
                        seller(order),
                        "/v1/shipments/" + shipment(client, order) + "/evidence",
                        key("act"),
                        form(order));
            }
            case DECISION -> held(client, "/decision", DECISION);
            case APPROVAL -> {
                say(client, held(client, "/decision", DECISION));
                yield new Call(LEA, path + "/decision/approval", key("act"), "");
            }
            case BULK ->
                new Call(
                        ANNA,
                        "/v1/cases/bulk",
                        key("act"),
                        cases.stream()
                                .map(id -> "\"" + id + "\"")
                                .collect(Collectors.joining(
                                        ",",
                                        "{\"ids\":[",
                                        "],\"action\":\"CANCEL_AND_REFUND\",\"dryRun\":false,\"statement\":"
                                                + "\"The carrier never received a parcel under this number\"}")));
            case UNDO -> {
                say(client, held(client, "/decision", DECISION));
                yield new Call(
                        ANNA,
                        path + "/decision/undo",
                        key("act"),
                        "{\"reason\":\"That was the case beside this one\"}");
            }
        };
    }

    /** A call about the first case, which is claimed for it. */
    private Call held(Client client, String what, String body) throws IOException {
        String path = "/v1/cases/" + cases.getFirst();
        String token =
                say(client, ANNA, path + "/claim", "").json().path("token").asText();
        return new Call(ANNA, path + what, key("held"), body, Map.of("Case-Token", token));
    }

    private static String shipment(Client client, String order) throws IOException {
        return client.get(Story.SHOP, "/v1/orders/" + order)
                .path("shipments")
                .path(0)
                .path("id")
                .asText();
    }

    /** A document that no other order has, with a boundary of the scene's name. */
    private String form(String order) {
        String document = new String(Papers.pdf(order + " " + "x".repeat(DOCUMENT_BYTES)), StandardCharsets.ISO_8859_1);
        return """
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="receipt.pdf"\r
                Content-Type: application/pdf\r
                \r
                %2$s\r
                --%1$s--\r
                """.formatted(name, document);
    }

    private static Who seller(String order) {
        return new Who("s-" + order, "seller");
    }

    private String key(String what) {
        return name + what;
    }

    private Answer say(Client client, Who who, String path, String body) throws IOException {
        return say(client, new Call(who, path, key(String.valueOf(calls++)), body));
    }

    private static Answer say(Client client, Call call) throws IOException {
        Answer answer = client.post(call);
        assertThat(answer.status()).as("%s was answered %s", call, answer).isIn(200, 201);
        return answer;
    }
}
