package dev.countermand.liveness;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Whether every amount of an ended order is accounted for: what was paid is refunded, kept for a cost, or the seller's, and
 * the seller's is what the buyer still owed them, no more and, but for gifts, no less (P7, A20).
 */
final class Accounts {

    /** At an end, or before a person. */
    private static final Set<String> SETTLED = Set.of("ARRIVED", "ESCALATED", "FAILED", "SETTLED", "CLOSED");

    /** Given back while the goods stay with the buyer, or before they left the order. */
    private static final Set<String> GIFTS = Set.of("GOODWILL", "DISPUTE");

    private Accounts() {}

    /**
     * What does not add up.
     *
     * @param leftToSeller what the buyer has not asked for of the price of what they gave back (A19)
     * @param closed what of their money does not go back, by the ledger (A20b)
     */
    static List<String> faults(Snapshot order, JsonNode financials, BigDecimal leftToSeller, Ledgers.Closed closed) {
        List<String> faults = new ArrayList<>(books(financials));
        for (JsonNode refund : financials.path("refunds")) {
            String status = refund.path("status").asText();
            if (!SETTLED.contains(status)) {
                faults.add("a refund is " + status + " for ever");
            }
        }
        // Who bears what a bank has taken, or nobody will pay, is the ledger's to say: see Ledgers.
        if (order.ended() && financials.path("chargebacks").isEmpty()) {
            BigDecimal kept =
                    sum(financials, "charges", charge -> charge.path("deducted").asBoolean());
            BigDecimal there = amount(financials, "paid")
                    .subtract(amount(financials, "refunded"))
                    .subtract(amount(financials, "owed"));
            BigDecimal sellers = there.subtract(kept).subtract(leftToSeller).subtract(closed.apart());
            split(order, financials, sellers, closed.all().subtract(closed.apart()), faults);
        }
        return faults;
    }

    /** The sums are the sums of what is listed. */
    static List<String> books(JsonNode financials) {
        List<String> faults = new ArrayList<>();
        BigDecimal paid = amount(financials, "paid");
        BigDecimal refunded = amount(financials, "refunded");
        if (differ(
                paid,
                sum(financials, "payments", one -> one.path("state").asText().equals("CAPTURED")))) {
            faults.add("paid is not the sum of the payments");
        }
        if (differ(refunded, sum(financials, "refunds", Accounts::counts))) {
            faults.add("refunded is not the sum of the refunds");
        }
        BigDecimal gone = refunded.add(amount(financials, "owed")).add(amount(financials, "chargedBack"));
        if (differ(paid.subtract(gone), sum(financials, "ledger", Accounts::ofTheBuyer))) {
            faults.add("the ledger does not add up to paid less refunded");
        }
        if (paid.compareTo(refunded) < 0) {
            faults.add("more was refunded than paid");
        }
        for (JsonNode payment : financials.path("payments")) {
            if (amount(payment, "amount").compareTo(amount(payment, "refunded")) < 0) {
                faults.add("a payment gave back more than it was");
            }
        }
        return faults;
    }

    private static boolean ofTheBuyer(JsonNode entry) {
        return Set.of("CAPTURE", "REFUND", "REFUND_CLOSED", "CHARGEBACK", "CHARGEBACK_WON")
                .contains(entry.path("kind").asText());
    }

    /** What is before a person and was not sent is owed, and not refunded; what was closed is neither (A20b). */
    private static boolean counts(JsonNode refund) {
        return switch (refund.path("status").asText()) {
            case "CLOSED" -> false;
            case "ESCALATED" -> refund.path("sentAt").isTextual();
            default -> true;
        };
    }

    /**
     * Nothing of the buyer's stays where the order was not completed, but for what was closed before its end; else what was
     * left in it.
     *
     * @param sellers what is neither refunded nor kept
     * @param held what was closed and held again: it goes to the seller with the rest (A20b)
     */
    private static void split(
            Snapshot order, JsonNode financials, BigDecimal sellers, BigDecimal held, List<String> faults) {
        String where = order.status() + " under "
                + order.order().path("market").asText().replaceFirst("\\+.*", "") + ": ";
        BigDecimal due = order.in("COMPLETED") ? amount(financials, "total") : BigDecimal.ZERO;
        if (sellers.compareTo(due.add(held)) > 0) {
            faults.add(where + "money is left that is nobody's");
        }
        BigDecimal gifts = sum(
                financials,
                "refunds",
                refund -> GIFTS.contains(refund.path("cause").asText()));
        if (sellers.add(gifts).signum() < 0) {
            faults.add(where + "more was refunded and kept than paid");
        }
        BigDecimal claims = sum(
                financials,
                "charges",
                charge -> !charge.path("deducted").asBoolean()
                        && charge.path("debtor").asText().equals("BUYER"));
        if (sellers.add(gifts).add(claims).compareTo(due) < 0) {
            faults.add(where + "the seller gets less than was due, and nobody owes it");
        }
    }

    private static BigDecimal sum(JsonNode financials, String list, Predicate<JsonNode> which) {
        return StreamSupport.stream(financials.path(list).spliterator(), false)
                .filter(which)
                .map(entry -> amount(entry, "amount"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean differ(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) != 0;
    }

    private static BigDecimal amount(JsonNode of, String field) {
        return new BigDecimal(of.path(field).asText("0"));
    }
}
