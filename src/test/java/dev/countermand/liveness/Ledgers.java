package dev.countermand.liveness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.PlainSql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What the ledger has of an order that lived: it balances, and nothing of it is left between the parties (P7). */
record Ledgers(PlainSql sql) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NO_ACCOUNTS =
            Set.of("order_id", "currency", "captured", "refunded", "charged_back");

    /** A19: what the buyer has not asked for of the price of what they gave back. */
    BigDecimal leftToSeller(String order) {
        return BigDecimal.valueOf(
                sql.ask("select left_to_seller from orders where order_id = ?", order).stream()
                        .mapToLong(Long::parseLong)
                        .sum(),
                2);
    }

    List<String> faults(Snapshot order, String id, JsonNode financials) {
        List<String> faults = new ArrayList<>();
        for (String row : sql.ask("select row_to_json(b)::text from ledger_balance b where order_id = ?", id)) {
            JsonNode balance = read(row);
            if (sum(balance) != 0) {
                faults.add("the ledger does not balance");
            }
            if (order.ended() && balance.path("escrow").asLong() != 0) {
                faults.add(order.status() + " with money in escrow");
            }
            if (balance.path("buyer").asLong() != 0 && !any(financials, "ESCALATED")) {
                faults.add("money is on its way back in the ledger alone");
            }
            if (balance.path("suspense").asLong() != 0 && !any(financials, "CLOSED")) {
                faults.add("what was never owed has not gone back");
            }
        }
        return faults;
    }

    private static boolean any(JsonNode financials, String status) {
        return StreamSupport.stream(financials.path("refunds").spliterator(), false)
                .anyMatch(refund -> refund.path("status").asText().equals(status));
    }

    private static long sum(JsonNode balance) {
        long sum = 0;
        for (Iterator<String> names = balance.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            sum += NO_ACCOUNTS.contains(name) ? 0 : balance.path(name).asLong();
        }
        return sum;
    }

    private static JsonNode read(String row) {
        try {
            return JSON.readTree(row);
        } catch (JsonProcessingException e) {
            throw new AssertionError(row, e);
        }
    }
}
