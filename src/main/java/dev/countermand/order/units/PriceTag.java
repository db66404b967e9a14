package dev.countermand.order.units;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the marketplace says a line costs; amounts are decimal, in the order's currency. Pure.
 *
 * @param unitPrice of one unit, before discounts
 * @param total of all units together; what the discounts leave of it, if null
 * @param off why they cost less together than one by one
 */
public record PriceTag(String unitPrice, @Nullable String total, List<Off> off) {

    /**
     * A discount, or a line's part of a voucher.
     *
     * @param id the marketplace's name for it
     */
    public record Off(@Nullable String id, String description, String amount) {}

    public PriceTag {
        off = List.copyOf(off);
    }

    /** Each unit at this price. */
    public static PriceTag of(String unitPrice) {
        return new PriceTag(unitPrice, null, List.of());
    }

    /**
     * The price, or null with what is wrong with it in {@code errors}. A line never costs more than its units do one by
     * one, or less than nothing; discounts that are named add up to the difference.
     *
     * @param line its name in the request
     */
    public @Nullable LinePrice read(String line, int quantity, Currency currency, List<FieldError> errors) {
        Money unit = Money.read(line + ".unitPrice", unitPrice, currency, errors);
        if (unit == null) {
            return null;
        }
        Money full = unit.times(quantity);
        List<Discount> discounts = discounts(line, currency, errors);
        if (discounts == null) {
            return null;
        }
        Money less = new Money(discounts.stream().mapToLong(Discount::amount).sum(), currency);
        if (total == null) {
            if (less.compareTo(full) > 0) {
                errors.add(new FieldError(
                        line + ".discounts",
                        "must not be more than " + full.inWords() + ", which the units cost one by one"));
                return null;
            }
            return new LinePrice(unit, full.minus(less), discounts);
        }
        Money all = Money.read(line + ".total", total, currency, errors);
        return all == null || isWrong(line, all, full, less, errors) ? null : new LinePrice(unit, all, discounts);
    }

    private static boolean isWrong(String line, Money all, Money full, Money less, List<FieldError> errors) {
        if (all.compareTo(full) > 0) {
            errors.add(new FieldError(
                    line + ".total", "must not be more than " + full.inWords() + ", which the units cost one by one"));
            return true;
        }
        if (less.isPositive() && !less.equals(full.minus(all))) {
            errors.add(new FieldError(
                    line + ".discounts",
                    "must add up to " + full.minus(all).inWords()
                            + ", by which the total is less than the units cost one by one"));
            return true;
        }
        return false;
    }

    private @Nullable List<Discount> discounts(String line, Currency currency, List<FieldError> errors) {
        List<Discount> discounts = new ArrayList<>();
        for (int i = 0; i < off.size(); i++) {
            Off each = off.get(i);
            String field = line + ".discounts[" + i + "].amount";
            Money amount = Money.read(field, each.amount(), currency, errors);
            if (amount != null && amount.isPositive()) {
                discounts.add(new Discount(each.id(), each.description(), amount.minor()));
            } else if (amount != null) {
                errors.add(new FieldError(field, "must be more than zero"));
            }
        }
        return discounts.size() == off.size() ? discounts : null;
    }
}
