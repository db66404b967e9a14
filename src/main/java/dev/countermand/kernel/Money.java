package dev.countermand.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An amount in the smallest unit of a currency (cents, yen). Written outside as a decimal string with the currency's
 * own number of digits: {@code "12.50"}, JPY {@code "1250"}.
 *
 * @param minor the amount in minor units; may be negative in a ledger
 * @param currency ISO 4217
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

    /** The greatest amount taken from outside, in minor units: far above any order, far below an overflow. */
    public static final long MAX_MINOR = 1_000_000_000_000L;

    /**
     * How a share is rounded to the minor unit, everywhere: half a unit counts up, as buyers know it from any bill. Where
     * something is split, one part is rounded and the other is the rest, so that nothing is lost or made.
     */
    public static final RoundingMode ROUNDING = RoundingMode.HALF_UP;

    /** No zeros before what counts: one amount is written in one way. */
    private static final String WHOLE = "(0|[1-9]\\d{0,12})";

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** Reads an amount that somebody sent, or refuses it by the name of its field. */
    public static Money read(String field, String text, Currency currency) {
        try {
            return parse(text, currency);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(field, String.valueOf(e.getMessage())).asException();
        }
    }

    /** The same for one of several fields: null where it cannot be read, with what is wrong in {@code errors}. */
    public static @Nullable Money read(String field, String text, Currency currency, List<Refusal.FieldError> errors) {
        try {
            return parse(text, currency);
        } catch (IllegalArgumentException e) {
            errors.add(new Refusal.FieldError(field, String.valueOf(e.getMessage())));
            return null;
        }
    }

    /**
     * Reads an amount as the contract writes it.
     *
     * @throws IllegalArgumentException with a sentence for the caller: not a number, negative, too large, or the wrong
     *     number of digits
     */
    public static Money parse(String text, Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        String pattern = digits == 0 ? WHOLE : WHOLE + "\\.\\d{" + digits + "}";
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "must be a non-negative amount with %d digits after the point, as %s has",
                    digits,
                    currency.getCurrencyCode()));
        }
        long minor = new BigDecimal(text).movePointRight(digits).longValueExact();
        if (minor > MAX_MINOR) {
            throw new IllegalArgumentException("must not be more than " + new Money(MAX_MINOR, currency).text());
        }
        return new Money(minor, currency);
    }

    /** The decimal string of the contract. */
    public String text() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).toPlainString();
    }

    /** The text with the currency, for sentences. */
    public String inWords() {
        return text() + " " + currency.getCurrencyCode();
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, same(other)), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, same(other)), currency);
    }

    public Money times(int quantity) {
        return new Money(Math.multiplyExact(minor, (long) quantity), currency);
    }

    /** A share of this amount, rounded half up to the minor unit. */
    public Money percent(int percent) {
        BigDecimal share = BigDecimal.valueOf(minor).multiply(BigDecimal.valueOf(percent));
        return new Money(share.divide(BigDecimal.valueOf(100), ROUNDING).longValueExact(), currency);
    }

    /** As much of this amount as a part is of a whole, rounded half up to the minor unit. */
    public Money share(Money part, Money whole) {
        BigDecimal share = BigDecimal.valueOf(minor).multiply(BigDecimal.valueOf(same(part)));
        return new Money(
                share.divide(BigDecimal.valueOf(same(whole)), 0, ROUNDING).longValueExact(), currency);
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isZero() {
        return minor == 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, same(other));
    }

    private long same(Money other) {
        if (!other.currency.equals(currency)) {
            throw new IllegalArgumentException("Cannot mix " + currency + " with " + other.currency);
        }
        return other.minor;
    }
}
