package dev.countermand.liveness;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An order as {@code GET /v1/orders/{id}} shows it to a moderator. */
record Snapshot(JsonNode order) {

    private static final Set<String> ENDS = Set.of("COMPLETED", "CANCELLED", "CLOSED_UNPAID", "RETURNED");
    private static final Set<String> OPEN_REQUESTS = Set.of("PENDING", "CONTESTED");
    private static final Set<String> GRANTED = Set.of("APPROVED", "EXPIRED_APPROVED", "UPHELD");
    private static final Set<String> OPEN_DISPUTES = Set.of("OPEN", "AWAITING_RETURN", "RETURNING", "ESCALATED");

    /** The shop's own couriers. */
    static final String OWN = "own";

    String status() {
        return order.path("status").asText();
    }

    boolean in(String... statuses) {
        return List.of(statuses).contains(status());
    }

    boolean ended() {
        return ENDS.contains(status());
    }

    /** Neither ended nor merely placed. */
    boolean goingOn() {
        return !ended() && !in("PLACED");
    }

    boolean unpaid() {
        return due().signum() > 0 && in("PLACED", "PAYMENT_VERIFYING");
    }

    boolean disputed() {
        return dispute() != null;
    }

    /** Whether goods of it are said to be on their way back. */
    boolean goingBack() {
        JsonNode dispute = dispute();
        return dispute != null && dispute.has("returnShipment");
    }

    boolean frozen() {
        return order.path("frozen").asBoolean();
    }

    /** F13: it goes on, and its escrow is not released. */
    boolean escrowHeld() {
        return order.path("escrowHeld").asBoolean();
    }

    boolean under(String market) {
        return order.path("market").asText().startsWith(market);
    }

    /** Whether the shop's own couriers bring it. */
    boolean ownCouriers() {
        return under("eldorado") || under("lamoda");
    }

    /** What is still to be paid; nothing when too much was. */
    BigDecimal due() {
        return amount("total").subtract(amount("paid")).max(BigDecimal.ZERO);
    }

    BigDecimal refundable() {
        return amount("paid")
                .subtract(amount("refunded"))
                .subtract(amount("owed"))
                .subtract(amount("chargedBack"));
    }

    /** A20a: whether a bank has something of its money. */
    boolean chargedBack() {
        return amount("chargedBack").signum() > 0;
    }

    /** A20b: whether a refund of it is before a person. */
    BigDecimal refundedSoFar() {
        return amount("refunded");
    }

    boolean owing() {
        return amount("owed").signum() > 0;
    }

    String currency() {
        return order.path("currency").asText();
    }

    BigDecimal paid() {
        return amount("paid");
    }

    BigDecimal total() {
        return amount("total");
    }

    private BigDecimal amount(String field) {
        return new BigDecimal(order.path(field).asText());
    }

    /** Units that are neither cancelled nor in a parcel, by line. */
    Map<Integer, Integer> open() {
        return units("cancelled", "shipped");
    }

    /** Units that are still in the order, by line. */
    Map<Integer, Integer> left() {
        return units("cancelled");
    }

    private Map<Integer, Integer> units(String... without) {
        Map<Integer, Integer> units = new TreeMap<>();
        order.path("lines").forEach(line -> {
            int open = line.path("quantity").asInt();
            for (String gone : without) {
                open -= line.path(gone).asInt();
            }
            if (open > 0) {
                units.put(line.path("line").asInt(), open);
            }
        });
        return units;
    }

    List<JsonNode> shipments() {
        List<JsonNode> all = new ArrayList<>();
        order.path("shipments").forEach(all::add);
        return all;
    }

    /** The parcel that this number picks; null when there is none. */
    @Nullable
    JsonNode shipment(int pick) {
        List<JsonNode> all = shipments();
        return all.isEmpty() ? null : all.get(pick % all.size());
    }

    /** Whether a carrier could tell something of one of the parcels. */
    boolean withCarrier() {
        return shipments().stream()
                .anyMatch(parcel -> !parcel.path("carrier").asText().equals(OWN));
    }

    /** Whether of one of the parcels a carrier has not said that it is delivered. */
    boolean withParcelUnderWay() {
        return shipments().stream()
                .anyMatch(parcel -> !parcel.path("carrier").asText().equals(OWN) && !parcel.has("deliveredAt"));
    }

    /** Whether no carrier has seen one of the parcels. */
    boolean withUnseenParcel() {
        return shipments().stream().anyMatch(parcel -> !parcel.has("acceptedAt"));
    }

    /** P4: whether a parcel had another number before. */
    boolean withEarlierNumber() {
        return shipments().stream()
                .anyMatch(parcel -> !parcel.path("earlierNumbers").isEmpty());
    }

    /** P4: whether a number stands proposed for a parcel. */
    boolean withProposedNumber() {
        return shipments().stream().anyMatch(parcel -> parcel.has("proposedNumber"));
    }

    /** The id of the open cancellation request; null when there is none. */
    @Nullable
    String request() {
        JsonNode request = order.path("cancellation");
        return OPEN_REQUESTS.contains(request.path("status").asText())
                ? request.path("id").asText()
                : null;
    }

    boolean requestIs(String status) {
        return order.path("cancellation").path("status").asText().equals(status);
    }

    /** Whether its last request took something out of it. */
    boolean cancelledByRequest() {
        return GRANTED.contains(order.path("cancellation").path("status").asText());
    }

    /** The open dispute; null when there is none. */
    @Nullable
    JsonNode dispute() {
        JsonNode dispute = order.path("dispute");
        return OPEN_DISPUTES.contains(dispute.path("status").asText()) ? dispute : null;
    }

    boolean disputeIs(String status) {
        JsonNode dispute = dispute();
        return dispute != null && dispute.path("status").asText().equals(status);
    }

    /** Whether this side has made the offer that stands in an open dispute. */
    boolean offerOf(String side) {
        JsonNode offers = disputeIs("OPEN") ? order.path("dispute").path("offers") : order.path("none");
        return !offers.isEmpty()
                && offers.get(offers.size() - 1).path("side").asText().equalsIgnoreCase(side);
    }
}
