package dev.countermand.prod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.api.Market;
import dev.countermand.prod.Client.Answer;
import dev.countermand.prod.Client.Call;
import dev.countermand.prod.Client.Who;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens to one order, call by call, and what must be true of the order once a call was acknowledged. */
final class Story {

    static final Who SHOP = new Who("shop", "service");

    private static final String TOTAL = "29.90";

    /** A1 of the policy; an order placed so long ago but for a moment closes by itself while the load runs. */
    private static final Duration CLOSE_UNPAID_AFTER = Duration.ofDays(20);

    private static final Duration A_MOMENT = Duration.ofSeconds(3);

    /** A call in a story: made from the answers before it, and told of by these events. */
    private static final class Step {
        final Function<Story, Call> call;
        final List<String> events;
        final BiPredicate<JsonNode, Answer> holds;

        @Nullable
        Call sent;

        @Nullable
        Answer answer;

        Step(Function<Story, Call> call, List<String> events, BiPredicate<JsonNode, Answer> holds) {
            this.call = call;
            this.events = events;
            this.holds = holds;
        }
    }

    private final int number;
    private final String order;
    private final Who buyer;
    private final Who seller;
    private final String tracking;
    private final List<Step> steps = new ArrayList<>();
    private boolean endsByItself;

    private Story(int number) {
        this.number = number;
        this.order = "order-" + number;
        this.buyer = new Who("buyer-" + number % 7, "buyer");
        this.seller = new Who("seller-" + number % 5, "seller");
        // A number that nothing can be said against, under an account of its own (F4, F8).
        this.tracking = Market.trackingNumber(String.format(Locale.ROOT, "%06d%09d", number, number));
    }

    /** The stories take turns. */
    static Story of(int number) {
        Story story = new Story(number);
        switch (number % 9) {
            case 0 -> story.place().pay();
            case 1 -> story.place().cancelUnpaid();
            case 2 -> story.place().pay().request().answer("approval", "", "APPROVED");
            case 3 -> story.place().pay().request().answer("refusal", "{\"explanation\":\"It is packed\"}", "REFUSED");
            case 4 -> story.place().pay().request().withdraw().request().answer("approval", "", "APPROVED");
            case 5 ->
                story.place().pay().request().ship("cancellation.contested").accepted("cancellation.too-late");
            case 6 -> story.place().pay().ship().accepted().delivered().receipt();
            case 7 -> story.placeLongAgo();
            default -> story.placeForASecond().pay();
        }
        return story;
    }

    String order() {
        return order;
    }

    /** Plays on, call by call, until it ends or a call is lost; tells each acknowledged call. */
    void play(Client client, Runnable acknowledged) {
        for (Step step : steps) {
            if (step.answer != null) {
                continue;
            }
            Call call = step.call.apply(this);
            step.sent = call;
            try {
                step.answer = check(call, client.post(call));
            } catch (IOException e) {
                return;
            }
            acknowledged.run();
        }
    }

    /** Sends a lost call again; true when there was one. */
    boolean sendLostAgain(Client client) throws IOException {
        for (Step step : steps) {
            if (step.sent != null && step.answer == null) {
                step.answer = check(step.sent, client.post(step.sent));
                return true;
            }
        }
        return false;
    }

    /** Every acknowledged call, sent again, must get the answer it got; returns how many there were. */
    int replay(Client client) throws IOException {
        int count = 0;
        for (Step step : steps) {
            if (step.sent != null && step.answer != null) {
                Answer again = client.post(step.sent);
                Answer first = step.answer;
                if (!again.replayed()
                        || again.status() != first.status()
                        || !again.text().equals(first.text())) {
                    throw new AssertionError(step.sent + " was answered " + first + " and then " + again);
                }
                count++;
            }
        }
        return count;
    }

    /** What the order has to tell, in its order; what it does by itself comes after. */
    List<String> events() {
        return steps.stream()
                .filter(step -> step.answer != null)
                .flatMap(step -> step.events.stream())
                .toList();
    }

    /** A deadline ends it. */
    boolean endsByItself() {
        return endsByItself;
    }

    /** The acknowledged calls of which the order knows nothing. */
    List<Call> missingIn(JsonNode view) {
        List<Call> missing = new ArrayList<>();
        for (Step step : steps) {
            Call sent = step.sent;
            Answer answer = step.answer;
            if (sent != null && answer != null) {
                Long version = answer.version();
                boolean versionHolds =
                        version == null || version <= view.path("version").asLong();
                if (!versionHolds || (step == lastAcknowledged() && !step.holds.test(view, answer))) {
                    missing.add(sent);
                }
            }
        }
        return missing;
    }

    private @Nullable Step lastAcknowledged() {
        Step last = null;
        for (Step step : steps) {
            last = step.answer == null ? last : step;
        }
        return last;
    }

    // --- what can happen -------------------------------------------------------------------------------------------

    private Story place() {
        return place("");
    }

    private Story placeLongAgo() {
        endsByItself = true;
        Instant placedAt = Instant.now().minus(CLOSE_UNPAID_AFTER).plus(A_MOMENT);
        return place(",\"placedAt\":\"" + placedAt + "\"");
    }

    private Story placeForASecond() {
        endsByItself = true;
        return place(",\"processingTime\":\"PT1S\"");
    }

    private Story place(String more) {
        String body = """
                {"id":"%s","market":"aliexpress","buyerId":"%s","sellerId":"%s","currency":"EUR",
                 "lines":[{"sku":"MUG","quantity":2,"unitPrice":"12.50"}],"shippingFee":"4.90",
                 "shipFrom":{"country":"CN"},"shipTo":{"country":"DE","postalCode":"10115"}%s}""".formatted(order, buyer.subject(), seller.subject(), more);
        return step(SHOP, "/v1/orders", body, List.of("order.placed"), view -> true);
    }

    private Story pay() {
        String body = """
                {"id":"pay-1","method":"card","amount":"%s","state":"CAPTURED","provider":"sandbox",
                 "providerReference":"ch-%d"}""".formatted(TOTAL, number);
        return step(
                SHOP,
                "/v1/orders/" + order + "/payments",
                body,
                List.of("payment.captured", "order.paid"),
                view -> view.path("paid").asText().equals(TOTAL));
    }

    private Story cancelUnpaid() {
        return request(
                List.of("cancellation.requested", "cancellation.approved", "order.cancelled"),
                view -> is(view, "CANCELLED"));
    }

    private Story request() {
        return request(
                List.of("cancellation.requested"),
                view -> view.path("cancellation").path("status").asText().equals("PENDING"));
    }

    private Story request(List<String> events, Predicate<JsonNode> holds) {
        String path = "/v1/orders/" + order + "/cancellations";
        return step(buyer, path, "{\"reason\":\"NOT_NEEDED\"}", events, holds);
    }

    private Story withdraw() {
        return step(
                story -> story.call(buyer, story.cancellation() + "/withdrawal", ""),
                List.of("cancellation.withdrawn"),
                (view, answer) -> same(view, answer, "WITHDRAWN"));
    }

    private Story answer(String word, String body, String status) {
        String event = "cancellation." + status.toLowerCase(Locale.ROOT);
        return step(
                story -> story.call(seller, story.cancellation() + "/" + word, body),
                status.equals("APPROVED") ? List.of("refund.requested", event, "order.cancelled") : List.of(event),
                (view, answer) -> same(view, answer, status)
                        && (!status.equals("APPROVED")
                                || is(view, "CANCELLED")
                                        && view.path("refunded").asText().equals(TOTAL)));
    }

    private Story ship(String... more) {
        String body = "{\"carrier\":\"ups\",\"trackingNumber\":\"" + tracking + "\"}";
        return step(
                story -> story.call(seller, "/v1/orders/" + order + "/shipments", body),
                with(more, "shipment.declared", "order.shipped"),
                (view, answer) -> is(view, "SHIPPED")
                        && view.path("shipments")
                                .path(0)
                                .path("id")
                                .equals(answer.json().path("shipment").path("id")));
    }

    private Story accepted(String... more) {
        return scan(
                "ACCEPTED",
                with(more, "shipment.accepted", "order.in-transit"),
                view -> is(view, "IN_TRANSIT")
                        && (view.path("cancellation").isMissingNode()
                                || view.path("cancellation")
                                        .path("status")
                                        .asText()
                                        .equals("TOO_LATE")));
    }

    private Story delivered() {
        return scan("DELIVERED", List.of("shipment.delivered", "order.delivered"), view -> is(view, "DELIVERED"));
    }

    private static List<String> with(String[] more, String... events) {
        return Stream.concat(Stream.of(events), Stream.of(more)).toList();
    }

    private Story scan(String status, List<String> events, Predicate<JsonNode> holds) {
        return step(
                story -> story.call(
                        SHOP, "/v1/carrier-events", """
                        [{"id":"%s-%d","carrier":"ups","trackingNumber":"%s","status":"%s","occurredAt":"%s"}]""".formatted(status, number, tracking, status, Instant.now())),
                events,
                (view, answer) -> holds.test(view));
    }

    private Story receipt() {
        return step(
                buyer,
                "/v1/orders/" + order + "/receipt",
                "",
                List.of("order.completed"),
                view -> is(view, "COMPLETED"));
    }

    private Story step(Who who, String path, String body, List<String> events, Predicate<JsonNode> holds) {
        return step(story -> story.call(who, path, body), events, (view, answer) -> holds.test(view));
    }

    private Story step(Function<Story, Call> call, List<String> events, BiPredicate<JsonNode, Answer> holds) {
        steps.add(new Step(call, events, holds));
        return this;
    }

    private Call call(Who who, String path, String body) {
        long sentBefore = steps.stream().filter(step -> step.sent != null).count();
        return new Call(who, path, order + "-" + sentBefore, body);
    }

    /** The request that was acknowledged last. */
    private String cancellation() {
        String id = steps.stream()
                .filter(step -> step.answer != null && step.events.contains("cancellation.requested"))
                .reduce((earlier, later) -> later)
                .map(step ->
                        Objects.requireNonNull(step.answer).json().path("id").asText())
                .orElseThrow();
        return "/v1/cancellations/" + id;
    }

    private static boolean same(JsonNode view, Answer answer, String status) {
        JsonNode cancellation = view.path("cancellation");
        return cancellation.path("id").equals(answer.json().path("id"))
                && cancellation.path("status").asText().equals(status);
    }

    private static boolean is(JsonNode view, String status) {
        return view.path("status").asText().equals(status);
    }

    private static Answer check(Call call, Answer answer) {
        if (answer.status() != 200 && answer.status() != 201) {
            throw new AssertionError(call + " was answered " + answer);
        }
        return answer;
    }
}
