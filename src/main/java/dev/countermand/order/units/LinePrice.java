package dev.countermand.order.units;

import dev.countermand.kernel.Money;
import java.util.List;

/**
 * What a line of an order costs.
 *
 * @param unit what one unit costs before discounts
 * @param total what all of its units cost together; at most what they cost one by one
 * @param discounts why it is less than that, as far as the marketplace has said so
 */
public record LinePrice(Money unit, Money total, List<Discount> discounts) {

    public LinePrice {
        discounts = List.copyOf(discounts);
    }

    /** Each unit at its price. */
    public static LinePrice full(Money unit, int quantity) {
        return new LinePrice(unit, unit.times(quantity), List.of());
    }

    /** Nothing was taken off. */
    public boolean isFull(int quantity) {
        return total.equals(unit.times(quantity));
    }

    /**
     * A20: what the first units that leave cost, rounded down to the minor unit. So whatever leaves next costs the difference
     * to what has left already, each unit its share to within a minor unit, and all of them exactly the total, however they
     * leave.
     *
     * @param quantity how many the line has
     */
    Money ofFirst(int units, int quantity) {
        return new Money(Math.multiplyExact(total.minor(), (long) units) / quantity, total.currency());
    }

    /** Units that cost the same are not always worth the same, because the total does not divide by so many. */
    boolean isUneven(int quantity) {
        return total.minor() % quantity != 0;
    }
}
