package dev.countermand.liveness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * What two acts have made of an order, in words that are the same for all orders of which they made the same.
 *
 * @param statuses of the two answers
 * @param acts the order's record: what was done, in order
 * @param state what it is now: status, units, parcels, money
 */
record Outcome(List<Integer> statuses, List<String> acts, List<String> state) {

    Outcome {
        statuses = List.copyOf(statuses);
        acts = List.copyOf(acts);
        state = List.copyOf(state);
    }

    static Outcome of(Service service, Life life, List<Integer> statuses) {
        String path = "/v1/orders/" + life.id();
        JsonNode order = life.look().order();
        JsonNode financials =
                service.get(Service.MODERATOR, path + "/financials").body();
        List<String> state = new ArrayList<>();
        for (String field : List.of("status", "cancelledBy", "frozen", "total", "paid", "refunded")) {
            state.add(field + " " + order.path(field).asText("-"));
        }
        state.add("request " + order.path("cancellation").path("status").asText("-"));
        state.add("dispute " + order.path("dispute").path("status").asText("-"));
        state.addAll(each(
                order,
                "lines",
                line -> "line " + line.path("line") + ": " + line.path("cancelled") + " cancelled, "
                        + line.path("shipped") + " shipped, of " + line.path("quantity")));
        state.addAll(sorted(
                order,
                "shipments",
                parcel -> "parcel " + parcel.path("carrier").asText() + " "
                        + parcel.path("lastStatus").asText("-")));
        state.addAll(sorted(
                order,
                "deadlines",
                deadline -> "deadline " + deadline.path("kind").asText()));
        state.addAll(sorted(
                financials,
                "refunds",
                refund -> "refund " + refund.path("cause").asText() + " "
                        + refund.path("amount").asText()));
        state.addAll(sorted(
                financials,
                "charges",
                charge -> "charge " + charge.path("kind").asText() + " "
                        + charge.path("amount").asText()));
        life.wrong(Accounts.books(financials));
        return new Outcome(statuses, acts(service, life), state);
    }

    /** What providers and the machine do later by themselves is left out. */
    private static List<String> acts(Service service, Life life) {
        return service.all(Service.MODERATOR, "/v1/audit?subject=" + life.id()).stream()
                .filter(entry -> !entry.path("role").asText().equals("system"))
                .map(entry ->
                        entry.path("role").asText() + " " + entry.path("action").asText())
                .toList();
    }

    private static List<String> each(JsonNode of, String list, Function<JsonNode, String> words) {
        return StreamSupport.stream(of.path(list).spliterator(), false)
                .map(words)
                .toList();
    }

    private static List<String> sorted(JsonNode of, String list, Function<JsonNode, String> words) {
        return each(of, list, words).stream().sorted().toList();
    }

    /** What is in this one and not in the other. */
    String against(Outcome other) {
        List<String> words = new ArrayList<>(state);
        words.removeAll(other.state);
        return statuses + " " + (acts.equals(other.acts) ? "" : acts) + " " + words;
    }
}
