package dev.countermand.order.units;

import dev.countermand.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * Units of one article.
 *
 * @param line counted from 1
 * @param price of one unit, and of all of them
 * @param madeToMeasure made for this buyer alone, so not to be given back (D3)
 * @param cancelled units that left the order (A8)
 * @param shipped units declared shipped; with {@code cancelled} never more than {@code quantity}
 * @param carried of the shipped ones, those that a carrier has taken over: they are not cancelled (A14)
 * @param delivered of the carried ones, those that were delivered
 * @param returned of those that left, the units that came back (P1)
 * @param givenBack what was given back for units that are still in the order (A20)
 */
public record OrderLine(
        int line,
        String sku,
        @Nullable String title,
        int quantity,
        LinePrice price,
        boolean madeToMeasure,
        int cancelled,
        int shipped,
        int carried,
        int delivered,
        int returned,
        Money givenBack) {

    public OrderLine {
        // Whatever is taken out of the shipped ones, no more are with a carrier than were shipped.
        carried = Math.min(carried, shipped);
        delivered = Math.min(delivered, carried);
    }

    /** Each unit at its price; nothing of it is with a carrier, and nothing came back. */
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

    /** Each unit at its price; nothing was given back for what is left of it. */
    public OrderLine(
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
        this(
                line,
                sku,
                title,
                quantity,
                LinePrice.full(unitPrice, quantity),
                madeToMeasure,
                cancelled,
                shipped,
                carried,
                delivered,
                returned,
                Money.zero(unitPrice.currency()));
    }

    /** Of units of this price, none of which has left or was sent. */
    public static OrderLine of(
            int line, String sku, @Nullable String title, int quantity, LinePrice price, boolean madeToMeasure) {
        Money nothing = Money.zero(price.total().currency());
        return new OrderLine(line, sku, title, quantity, price, madeToMeasure, 0, 0, 0, 0, 0, nothing);
    }

    /** What so many units that leave next cost (A8, A20). */
    public Money costOf(int units) {
        return costOf(cancelled, units);
    }

    /** What those that have left cost. */
    public Money cancelledCost() {
        return costOf(0, cancelled);
    }

    /** What those that have not left cost. */
    public Money leftCost() {
        return costOf(left());
    }

    /** A20: what of those that have not left was not given back. */
    public Money notGivenBack() {
        return leftCost().minus(givenBack);
    }

    /**
     * A20: what so many units cost for which nothing was given back yet, as far as there are so many: what was given back
     * was for the first that leave.
     */
    public Money costNotGivenBack(int units) {
        int before = 0;
        while (before < left() - units && costOf(before + 1).compareTo(givenBack) <= 0) {
            before++;
        }
        return costOf(cancelled + before, units);
    }

    private Money costOf(int before, int units) {
        return price.ofFirst(before + units, quantity).minus(price.ofFirst(before, quantity));
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

    /** So much was given back for what is left of it (A20). */
    OrderLine withGivenBack(Money back) {
        return new OrderLine(
                line,
                sku,
                title,
                quantity,
                price,
                madeToMeasure,
                cancelled,
                shipped,
                carried,
                delivered,
                returned,
                back);
    }

    private OrderLine with(int number, int out, int inParcels, int accepted, int atTheBuyers, int back) {
        return new OrderLine(
                number,
                sku,
                title,
                quantity,
                price,
                madeToMeasure,
                out,
                inParcels,
                accepted,
                atTheBuyers,
                back,
                givenBack);
    }
}
