package dev.countermand.liveness;

import dev.countermand.liveness.Call.Caller;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** What is ordered: one to three lines, at most three units of each. */
final class Baskets {

    private static final String CURRENCY = "EUR";
    private static final int MOST_LINES = 3;
    private static final int MOST_UNITS = 3;
    private static final int HIGHEST_PRICE_CENTS = 9_000;
    private static final int HIGHEST_FEE_CENTS = 900;
    private static final double BESPOKE = 0.1;
    private static final double DISCOUNTED = 0.3;
    private static final double TERMS_NOT_IN_WRITING = 0.2;

    private Baskets() {}

    /** The body of {@code POST /v1/orders}; the same seed orders the same. */
    static Map<String, Object> order(long seed, String id, String market, Caller buyer, Caller seller) {
        Random dice = new Random(seed);
        Map<String, Object> body = new HashMap<>();
        body.put("id", id);
        body.put("market", market);
        body.put("buyerId", buyer.subject());
        body.put("sellerId", seller.subject());
        body.put("currency", CURRENCY);
        body.put("lines", lines(dice));
        body.put("shippingFee", dice.nextBoolean() ? "0.00" : cents(dice.nextInt(HIGHEST_FEE_CENTS)));
        body.put("shipFrom", Map.of("country", dice.nextBoolean() ? "CN" : "DE"));
        body.put("shipTo", Map.of("country", "DE", "postalCode", "10115", "city", "Berlin"));
        body.put("termsInWriting", dice.nextDouble() >= TERMS_NOT_IN_WRITING);
        return body;
    }

    /** The same as a line of {@code POST /v1/orders/import}: placed three days ago, and mostly paid a day later. */
    static Map<String, Object> past(Map<String, Object> order, Instant now) {
        Map<String, Object> placed = new HashMap<>(order);
        placed.put("placedAt", now.minus(Duration.ofDays(3)).toString());
        BigDecimal total = new BigDecimal(String.valueOf(order.get("shippingFee")));
        for (Object each : (List<?>) Objects.requireNonNull(order.get("lines"))) {
            total = total.add(total((Map<?, ?>) each));
        }
        boolean onDelivery = String.valueOf(order.get("market")).startsWith("cod-post");
        if (onDelivery || total.signum() == 0) {
            return Map.of("order", placed);
        }
        Map<String, Object> payment = Map.of(
                "id",
                "past-1",
                "method",
                "card",
                "amount",
                total.toPlainString(),
                "provider",
                "sandbox",
                "providerReference",
                "past-" + order.get("id"),
                "capturedAt",
                now.minus(Duration.ofDays(2)).toString());
        return Map.of("order", placed, "payments", List.of(payment));
    }

    private static BigDecimal total(Map<?, ?> line) {
        Object total = line.get("total");
        return total == null
                ? new BigDecimal(String.valueOf(line.get("unitPrice")))
                        .multiply(new BigDecimal(String.valueOf(line.get("quantity"))))
                : new BigDecimal(total.toString());
    }

    private static List<Map<String, Object>> lines(Random dice) {
        List<Map<String, Object>> lines = new ArrayList<>();
        int many = 1 + dice.nextInt(MOST_LINES);
        for (int i = 1; i <= many; i++) {
            int quantity = 1 + dice.nextInt(MOST_UNITS);
            int cents = 1 + dice.nextInt(HIGHEST_PRICE_CENTS);
            Map<String, Object> line = line("SKU-" + i, quantity, cents, dice.nextDouble() < BESPOKE);
            lines.add(dice.nextDouble() < DISCOUNTED ? less(line, dice.nextInt(quantity * cents + 1)) : line);
        }
        return lines;
    }

    /** A20: the same line, at a total that its units may not divide. */
    private static Map<String, Object> less(Map<String, Object> line, int total) {
        Map<String, Object> less = new HashMap<>(line);
        less.put("total", cents(total));
        return less;
    }

    /** A line as it is ordered, or added later. */
    static Map<String, Object> line(String sku, int quantity, int cents, boolean bespoke) {
        return Map.of("sku", sku, "quantity", quantity, "unitPrice", cents(cents), "madeToMeasure", bespoke);
    }

    private static String cents(int cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
