package dev.countermand.order.told;

import dev.countermand.kernel.Money;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every event about an order, or about anything in it, says beside its own: whose it is, and in {@code order.*} what
 * it costs and how much of it was paid.
 *
 * @param total goods and shipping, less what was cancelled
 * @param paid everything that was captured for it
 * @param refunded what of it is on its way back, or there
 */
public record OrderFacts(
        String id,
        String market,
        String buyerId,
        String sellerId,
        OrderStatus status,
        @Nullable CancelledBy cancelledBy,
        Money total,
        Money paid,
        Money refunded) {

    private static final String ORDERS = "order.";

    /** What an event of this kind begins with. */
    public Map<String, Object> begin(String event) {
        Map<String, Object> data = parties();
        if (event.startsWith(ORDERS)) {
            data.put("market", market);
            data.put("status", status.name());
            data.put("total", total.text());
            data.put("paid", paid.text());
            data.put("refunded", refunded.text());
            if (cancelledBy != null) {
                data.put("cancelledBy", cancelledBy.name());
            }
        }
        return data;
    }

    /** Whose order it is, and where it stands. */
    public Map<String, Object> parties() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", id);
        data.put("buyerId", buyerId);
        data.put("sellerId", sellerId);
        data.put("orderStatus", status.name());
        data.put("currency", total.currency().getCurrencyCode());
        return data;
    }
}
