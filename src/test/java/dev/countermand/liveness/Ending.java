package dev.countermand.liveness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What became of an order after the silence, and what is wrong with that (P7).
 *
 * @param faults each in words that are the same for all orders that are stuck in the same way
 */
record Ending(Life life, Snapshot order, List<String> faults) {

    Ending {
        faults = List.copyOf(faults);
    }

    static Ending of(Service service, Life life) {
        Snapshot order = life.look();
        List<String> faults = new ArrayList<>(life.faults());
        if (order.ended()) {
            leftOpen(service, life, order, faults);
        } else {
            notEnded(service, life, order, faults);
        }
        JsonNode financials = service.get(Service.MODERATOR, "/v1/orders/" + life.id() + "/financials")
                .body();
        Ledgers ledgers = service.ledgers();
        faults.addAll(Accounts.faults(order, financials, ledgers.leftToSeller(life.id()), ledgers.closed(life.id())));
        faults.addAll(ledgers.faults(order, life.id(), financials));
        life.transcript().stream()
                .filter(line -> line.matches(".* -> 5\\d\\d .*"))
                .findFirst()
                .ifPresent(line -> faults.add("5xx: " + line.replaceFirst("^day \\d+: ", "")));
        return new Ending(life, order, faults);
    }

    private static void leftOpen(Service service, Life life, Snapshot order, List<String> faults) {
        if (order.request() != null) {
            faults.add(order.status() + " with an open cancellation request");
        }
        // A return after the order's end (A19) may need a person's word.
        if (order.dispute() != null && !waitsForAPerson(service, life)) {
            faults.add(order.status() + " with an open dispute");
        }
        if (order.frozen()) {
            faults.add(order.status() + " and frozen");
        }
        // F13: held until a person decides again, who may be silent.
        if (order.escrowHeld() && !waitsForAPerson(service, life)) {
            faults.add(order.status() + " and its escrow held");
        }
        order.order()
                .path("deadlines")
                .forEach(deadline -> faults.add(order.status() + " with a deadline "
                        + deadline.path("kind").asText()));
    }

    /** A person must decide, does not, and everybody sees that. */
    private static void notEnded(Service service, Life life, Snapshot order, List<String> faults) {
        if (!waitsForAPerson(service, life)) {
            faults.add("not ended: " + words(order)
                    + (Moderators.casesOf(service, life).isEmpty() ? ", no case" : ", with a case"));
        }
    }

    private static boolean waitsForAPerson(Service service, Life life) {
        Instant now = service.now();
        return !life.walk().deciding()
                && Moderators.casesOf(service, life).stream()
                        .anyMatch(
                                one -> Instant.parse(one.path("dueAt").asText()).isBefore(now)
                                        && one.hasNonNull("overdueSince"));
    }

    private static String words(Snapshot order) {
        List<String> words = new ArrayList<>();
        words.add(order.status());
        words.add(order.order().path("market").asText().contains("+") ? "under the law's layer" : "");
        words.add(order.frozen() ? "frozen" : "");
        words.add(order.escrowHeld() ? "escrow held" : "");
        words.add(
                order.request() == null
                        ? ""
                        : "request "
                                + order.order()
                                        .path("cancellation")
                                        .path("status")
                                        .asText());
        JsonNode dispute = order.dispute();
        words.add(
                dispute == null
                        ? ""
                        : "dispute " + dispute.path("kind").asText() + " "
                                + dispute.path("status").asText());
        words.add(order.open().isEmpty() ? "" : "units open");
        words.add("parcels "
                + order.shipments().stream().map(Ending::word).sorted().collect(Collectors.joining(",", "[", "]")));
        words.add("deadlines "
                + StreamSupport.stream(order.order().path("deadlines").spliterator(), false)
                        .map(deadline -> deadline.path("kind").asText()
                                + (deadline.path("paused").asBoolean() ? " paused" : ""))
                        .sorted()
                        .collect(Collectors.joining(",", "[", "]")));
        words.removeIf(String::isEmpty);
        return String.join(", ", words);
    }

    private static String word(JsonNode parcel) {
        String carrier = parcel.path("carrier").asText().equals(Snapshot.OWN) ? "own " : "";
        return carrier + parcel.path("state").asText(parcel.path("lastStatus").asText("never scanned"));
    }
}
