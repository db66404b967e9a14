package dev.countermand.order.units;

import dev.countermand.kernel.Money;
import dev.countermand.policy.ShippingFeeRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** The lines of one order and what can be worked out from them. Units are given by line, counted from 1. */
public final class OrderLines {

    private final List<OrderLine> lines;
    private final Money shippingFee;

    public OrderLines(List<OrderLine> lines, Money shippingFee) {
        this.lines = new ArrayList<>(lines);
        this.shippingFee = shippingFee;
    }

    public List<OrderLine> all() {
        return Collections.unmodifiableList(lines);
    }

    /** The goods as they were ordered. */
    public Money goods() {
        Money goods = Money.zero(shippingFee.currency());
        for (OrderLine line : lines) {
            goods = goods.plus(line.price().total());
        }
        return goods;
    }

    /**
     * What these units are worth, with the part of the shipping fee that goes with them (A8).
     *
     * @param feeBack how much of the fee has gone back already: it goes back once
     */
    public Money worthOf(Map<Integer, Integer> units, ShippingFeeRule rule, Money feeBack) {
        Money goods = goodsOf(units);
        boolean last = lines.stream().allMatch(line -> units.getOrDefault(line.line(), 0) == line.left());
        if (last) {
            return goods.plus(shippingFee).minus(feeBack);
        }
        return switch (rule) {
            case WITH_LAST_UNIT -> goods;
            case IN_PROPORTION -> goods.plus(feeShare(goods, feeBack));
        };
    }

    /**
     * The fee's share grows with all that was cancelled so far, so that the shares of several requests add up to the fee
     * to the last cent. Where lines were added meanwhile (E1), more of it may have gone back than would by now.
     */
    private Money feeShare(Money goods, Money feeBack) {
        long due = share(cancelledGoods().plus(goods).minor(), goods().minor());
        return new Money(Math.max(0, due - feeBack.minor()), shippingFee.currency());
    }

    private long share(long part, long all) {
        return all == 0
                ? 0
                : BigInteger.valueOf(shippingFee.minor())
                        .multiply(BigInteger.valueOf(part))
                        .divide(BigInteger.valueOf(all))
                        .longValueExact();
    }

    /** What these units cost if they leave next, without shipping. */
    public Money goodsOf(Map<Integer, Integer> units) {
        Money worth = Money.zero(shippingFee.currency());
        for (OrderLine line : lines) {
            worth = worth.plus(line.costOf(units.getOrDefault(line.line(), 0)));
        }
        return worth;
    }

    /** A20: what was given back already for these units, before they leave; of a line's units the first that leave. */
    public Map<Integer, Money> givenBack(Map<Integer, Integer> units) {
        Map<Integer, Money> given = new TreeMap<>();
        for (OrderLine line : lines) {
            Money worth = line.costOf(units.getOrDefault(line.line(), 0));
            given.put(line.line(), line.givenBack().min(worth));
        }
        return given;
    }

    /**
     * A20: more was given back for what is left of a line, or less, where it is below nothing; never more than that costs.
     * Of a refund that is not made after all, what it was for may have left meanwhile.
     */
    public void giveBack(int number, Money more) {
        Money nothing = Money.zero(shippingFee.currency());
        change(line -> line.line() == number
                ? line.withGivenBack(
                        line.givenBack().plus(more).min(line.leftCost()).max(nothing))
                : line);
    }

    /**
     * By how much what these units are worth may differ from what they were worth when others had not left yet, because
     * no minor unit can be divided: one for each line that does not divide evenly, and one for their share of a fee.
     */
    public Money rounding(Map<Integer, Integer> units, ShippingFeeRule rule) {
        long uneven = lines.stream()
                .filter(line -> units.getOrDefault(line.line(), 0) > 0)
                .filter(line -> line.price().isUneven(line.quantity()))
                .count();
        return new Money(uneven + (rule == ShippingFeeRule.IN_PROPORTION ? 1 : 0), shippingFee.currency());
    }

    /**
     * E1: what of these units is not paid. Money pays for shipping and for what was ordered first; of a line, for the units
     * that are received first.
     *
     * @param unpaid what of all that is left in the order is not paid
     */
    public Money unpaidOf(Map<Integer, Integer> units, Money unpaid) {
        Money nothing = Money.zero(shippingFee.currency());
        Money open = unpaid;
        Money due = nothing;
        for (OrderLine line : lines.reversed()) {
            Money here = open.min(line.leftCost());
            Money paid = line.leftCost().minus(here);
            open = open.minus(here);
            due = due.plus(
                    line.costOf(units.getOrDefault(line.line(), 0)).minus(paid).max(nothing));
        }
        return units.isEmpty() ? nothing : due.plus(open);
    }

    public Money cancelledGoods() {
        Money worth = Money.zero(shippingFee.currency());
        for (OrderLine line : lines) {
            worth = worth.plus(line.cancelledCost());
        }
        return worth;
    }

    /** Units that can still be cancelled or shipped. */
    public Map<Integer, Integer> open() {
        return units(OrderLine::open);
    }

    /** Units that are not cancelled, shipped or not. */
    public Map<Integer, Integer> left() {
        return units(OrderLine::left);
    }

    /** So many units of each line; a line of which there are none is left out. */
    public Map<Integer, Integer> units(ToIntFunction<OrderLine> howMany) {
        Map<Integer, Integer> units = new TreeMap<>();
        for (OrderLine line : lines) {
            int some = howMany.applyAsInt(line);
            if (some > 0) {
                units.put(line.line(), some);
            }
        }
        return units;
    }

    /** One more line, after the others (E1). */
    public void add(OrderLine line) {
        lines.add(line);
    }

    public boolean nothingOpen() {
        return lines.stream().allMatch(line -> line.open() == 0);
    }

    /** P2: of what was never sent there is nothing to complain of. */
    public boolean anythingShipped() {
        return lines.stream().anyMatch(line -> line.shipped() > 0);
    }

    public boolean nothingLeft() {
        return lines.stream().allMatch(line -> line.left() == 0);
    }

    public void cancel(Map<Integer, Integer> units) {
        change(line -> line.withCancelled(units.getOrDefault(line.line(), 0)));
    }

    /** P1: these units, which have just left, have come back. */
    public void comeBack(Map<Integer, Integer> units) {
        change(line -> line.withReturned(units.getOrDefault(line.line(), 0)));
    }

    public void ship(Map<Integer, Integer> units) {
        change(line -> line.withShipped(units.getOrDefault(line.line(), 0)));
    }

    /** Of these units, those that were declared shipped. */
    public Map<Integer, Integer> onTheirWay(Map<Integer, Integer> units) {
        Map<Integer, Integer> shipped = new TreeMap<>();
        for (OrderLine line : lines) {
            int of = units.getOrDefault(line.line(), 0) - line.open();
            if (of > 0) {
                shipped.put(line.line(), of);
            }
        }
        return shipped;
    }

    /** These units count as not shipped again: they come back. */
    public void unship(Map<Integer, Integer> units) {
        change(line -> line.withShipped(-units.getOrDefault(line.line(), 0)));
    }

    /** P1: of the shipped ones, these are with a carrier, and these with the buyer. */
    public void carry(Map<Integer, Integer> accepted, Map<Integer, Integer> delivered) {
        change(line -> line.withCarried(accepted.getOrDefault(line.line(), 0), delivered.getOrDefault(line.line(), 0)));
    }

    private void change(UnaryOperator<OrderLine> how) {
        lines.replaceAll(how);
    }
}
