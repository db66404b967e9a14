package dev.countermand.liveness;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Units of an order: some of them, by a pick; and whether none is lost or doubled. */
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

    /** What does not add up (P1): each unit is open, cancelled, in a parcel or delivered, once. */
    static List<String> faults(JsonNode order) {
        List<String> faults = new ArrayList<>();
        for (JsonNode line : order.path("lines")) {
            int quantity = line.path("quantity").asInt();
            int cancelled = line.path("cancelled").asInt();
            int shipped = line.path("shipped").asInt();
            int open = line.path("open").asInt(quantity - cancelled - shipped);
            int inParcels = line.path("inParcels").asInt(shipped);
            int delivered = line.path("delivered").asInt();
            int returned = line.path("returned").asInt();
            if (IntStream.of(open, cancelled, inParcels, delivered, returned).anyMatch(units -> units < 0)) {
                faults.add("units below nothing");
            }
            if (open + cancelled + inParcels + delivered != quantity || inParcels + delivered != shipped) {
                faults.add("units lost or doubled");
            }
            if (returned > cancelled) {
                faults.add("units came back that have not left the order");
            }
        }
        return faults;
    }
}
