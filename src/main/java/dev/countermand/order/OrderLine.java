package dev.countermand.order;

import dev.countermand.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * Units of one article.
 *
 * @param line counted from 1
 * @param madeToMeasure made for this buyer alone, so not to be given back (D3)
 * @param cancelled units that left the order (A8)
 * @param shipped units declared shipped; with {@code cancelled} never more than {@code quantity}
 * @param returned of those that left, the units that came back (P1)
 */
public record OrderLine(
        int line,
        String sku,
        @Nullable String title,
        int quantity,
        Money unitPrice,
        boolean madeToMeasure,
        int cancelled,
        int shipped,
        int returned) {

    /** A line of which nothing came back. */
    public OrderLine(
            int line,
            String sku,
            @Nullable String title,
            int quantity,
            Money unitPrice,
            boolean madeToMeasure,
            int cancelled,
            int shipped) {
        this(line, sku, title, quantity, unitPrice, madeToMeasure, cancelled, shipped, 0);
    }

    /** Units that are neither cancelled nor shipped. */
    public int open() {
        return quantity - cancelled - shipped;
    }

    /** Units that are not cancelled. */
    public int left() {
        return quantity - cancelled;
    }

    /** The same units under another number. */
    OrderLine at(int number) {
        return new OrderLine(number, sku, title, quantity, unitPrice, madeToMeasure, cancelled, shipped, returned);
    }

    OrderLine withCancelled(int more) {
        return new OrderLine(line, sku, title, quantity, unitPrice, madeToMeasure, cancelled + more, shipped, returned);
    }

    OrderLine withShipped(int more) {
        return new OrderLine(line, sku, title, quantity, unitPrice, madeToMeasure, cancelled, shipped + more, returned);
    }

    OrderLine withReturned(int more) {
        return new OrderLine(
                line, sku, title, quantity, unitPrice, madeToMeasure, cancelled, shipped, returned + more);
    }
}
