package dev.countermand.order.units;

import dev.countermand.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * Units of one article.
 *
 * @param line counted from 1
 * @param madeToMeasure made for this buyer alone, so not to be given back (D3)
 * @param cancelled units that left the order (A8)
 * @param shipped units declared shipped; with {@code cancelled} never more than {@code quantity}
 * @param carried of the shipped ones, those that a carrier has taken over: they are not cancelled (A14)
 * @param delivered of the carried ones, those that were delivered
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
        int carried,
        int delivered,
        int returned) {

    public OrderLine {
        // Whatever is taken out of the shipped ones, no more are with a carrier than were shipped.
        carried = Math.min(carried, shipped);
        delivered = Math.min(delivered, carried);
    }

    /** Nothing of it is with a carrier, and nothing came back. */
    public OrderLine(
            int line,
            String sku,
            @Nullable String title,
            int quantity,
            Money unitPrice,
            boolean madeToMeasure,
            int cancelled,
            int shipped) {
        this(line, sku, title, quantity, unitPrice, madeToMeasure, cancelled, shipped, 0, 0, 0);
    }

    /** Units that are neither cancelled nor shipped. */
    public int open() {
        return quantity - cancelled - shipped;
    }

    /** Units that are declared shipped, and that no carrier has (A13). */
    public int declared() {
        return shipped - carried;
    }

    /** Units that are not cancelled. */
    public int left() {
        return quantity - cancelled;
    }

    /** The same units under another number. */
    public OrderLine at(int number) {
        return with(number, cancelled, shipped, carried, delivered, returned);
    }

    OrderLine withCancelled(int more) {
        return with(line, cancelled + more, shipped, carried, delivered, returned);
    }

    OrderLine withShipped(int more) {
        return with(line, cancelled, shipped + more, carried, delivered, returned);
    }

    OrderLine withReturned(int more) {
        return with(line, cancelled, shipped, carried, delivered, returned + more);
    }

    OrderLine withCarried(int accepted, int atTheBuyers) {
        return with(line, cancelled, shipped, accepted, atTheBuyers, returned);
    }

    private OrderLine with(int number, int out, int inParcels, int accepted, int atTheBuyers, int back) {
        return new OrderLine(
                number, sku, title, quantity, unitPrice, madeToMeasure, out, inParcels, accepted, atTheBuyers, back);
    }
}
