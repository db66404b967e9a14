package dev.countermand.liveness;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** Parts of what there is, by a pick. */
final class Units {

    private static final int HUNDRED = 100;

    private Units() {}

    /** Some units of one of these lines; where there is none, of the first, to be refused. */
    static List<Map<String, Object>> some(Map<Integer, Integer> among, int pick) {
        if (among.isEmpty()) {
            return List.of(Map.of("line", 1, "quantity", 1));
        }
        List<Integer> lines = List.copyOf(among.keySet());
        int line = lines.get(pick % lines.size());
        int quantity = 1 + pick / lines.size() % among.getOrDefault(line, 1);
        return List.of(Map.of("line", line, "quantity", quantity));
    }

    /** Between a hundredth and all of an amount, in whole cents. */
    static String part(BigDecimal all, int pick) {
        BigDecimal hundredths = BigDecimal.valueOf(1 + pick % HUNDRED);
        return all.multiply(hundredths)
                .divide(BigDecimal.valueOf(HUNDRED), 2, RoundingMode.UP)
                .toPlainString();
    }
}
