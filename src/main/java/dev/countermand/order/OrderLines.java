package dev.countermand.order;

import dev.countermand.kernel.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The lines of one order and what can be worked out from them. Units are given by line, counted from 1. */
final class OrderLines {

    private final List<OrderLine> lines;
    private final Money shippingFee;

    OrderLines(List<OrderLine> lines, Money shippingFee) {
        this.lines = new ArrayList<>(lines);
        this.shippingFee = shippingFee;
    }

    List<OrderLine> all() {
        return Collections.unmodifiableList(lines);
    }

    /** The goods as they were ordered. */
    Money goods() {
        Money goods = Money.zero(shippingFee.currency());
        for (OrderLine line : lines) {
            goods = goods.plus(line.unitPrice().times(line.quantity()));
        }
        return goods;
    }

    /** What these units are worth; the shipping fee goes with the last of the order (A8). */
    Money worthOf(Map<Integer, Integer> units) {
        Money worth = Money.zero(shippingFee.currency());
        boolean last = true;
        for (OrderLine line : lines) {
            int taken = units.getOrDefault(line.line(), 0);
            worth = worth.plus(line.unitPrice().times(taken));
            last &= taken == line.left();
        }
        return last ? worth.plus(shippingFee) : worth;
    }

    /** Units that can still be cancelled or shipped. */
    Map<Integer, Integer> open() {
        Map<Integer, Integer> units = new TreeMap<>();
        lines.stream().filter(line -> line.open() > 0).forEach(line -> units.put(line.line(), line.open()));
        return units;
    }

    boolean nothingOpen() {
        return lines.stream().allMatch(line -> line.open() == 0);
    }

    boolean nothingLeft() {
        return lines.stream().allMatch(line -> line.left() == 0);
    }

    void cancel(Map<Integer, Integer> units) {
        change(line -> line.withCancelled(units.getOrDefault(line.line(), 0)));
    }

    void ship(Map<Integer, Integer> units) {
        change(line -> line.withShipped(units.getOrDefault(line.line(), 0)));
    }

    /** What was declared shipped counts as not shipped again. */
    void unship() {
        change(line -> line.withShipped(-line.shipped()));
    }

    private void change(UnaryOperator<OrderLine> how) {
        lines.replaceAll(how);
    }
}
