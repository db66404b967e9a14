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

    /** Of what was closed in all, and apart; what the marketplace had advanced and has back is where it was. */
    private static final String CLOSED = """
        select coalesce(sum(case t.cause when 'REFUND_CLOSED' then t.amount else 0 end), 0)::text || ' '
            || (coalesce(sum(case 'PLATFORM' when t.to_account then t.amount when t.from_account then -t.amount else 0 end), 0)
                + coalesce((select suspense from ledger_balance where order_id = ?), 0))::text
        from ledger_transfer t
        where t.order_id = ? and t.cause in ('REFUND', 'REFUND_CLOSED') and exists (select from ledger_transfer c
            where c.order_id = t.order_id and c.refund_id = t.refund_id and c.cause = 'REFUND_CLOSED')
        """;

    /** A19: what the buyer has not asked for of the price of what they gave back. */
    BigDecimal leftToSeller(String order) {
        return BigDecimal.valueOf(
                sql.ask("select left_to_seller from orders where order_id = ?", order).stream()
                        .mapToLong(Long::parseLong)
                        .sum(),
                2);
    }

    /**
     * A20b: refunds that were closed, by the ledger.
     *
     * @param all what of the buyer's money will not go back
     * @param apart what of it the marketplace has, or nobody: neither held nor the seller's
     */
    record Closed(BigDecimal all, BigDecimal apart) {

        static final Closed NOTHING = new Closed(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** Of a currency with two digits, as all of the walk are. */
    Closed closed(String order) {
        String[] sums = sql.ask(CLOSED, order, order).getFirst().split(" ");
        return new Closed(minor(sums[0]), minor(sums[1]));
    }

    private static BigDecimal minor(String amount) {
        return new BigDecimal(amount).movePointLeft(2);
    }

    List<String> faults(Snapshot order, String id, JsonNode financials) {
        List<String> faults = new ArrayList<>();
        for (String row : sql.ask("select row_to_json(b)::text from ledger_balance b where order_id = ?", id)) {
            JsonNode balance = read(row);
            if (sum(balance) != 0) {
                faults.add("the ledger does not balance");
            }
            if (order.ended() && !order.escrowHeld() && balance.path("escrow").asLong() != 0) {
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
