package dev.countermand.payment.provider.stripe;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.payment.provider.MinorUnits;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Amounts as Stripe counts them: two digits behind the point, but for those that it lists. The Icelandic crown and the
 * Ugandan shilling have no cents any more, and are still written with two digits. Of three digits the last must be 0.
 */
final class StripeAmounts {

    private static final Set<String> NO_DIGITS = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");

    private static final Set<String> THREE_DIGITS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private static final MinorUnits UNITS = new MinorUnits(StripeAmounts::digits);

    private StripeAmounts() {}

    /** Empty for what Stripe would not take. */
    static OptionalLong of(Money amount) {
        OptionalLong units = UNITS.of(amount);
        boolean tooFine =
                THREE_DIGITS.contains(amount.currency().code()) && units.isPresent() && units.getAsLong() % 10 != 0;
        return tooFine ? OptionalLong.empty() : units;
    }

    static Money read(long units, Currency currency) {
        return UNITS.read(units, currency);
    }

    private static int digits(Currency currency) {
        if (NO_DIGITS.contains(currency.code())) {
            return 0;
        }
        return THREE_DIGITS.contains(currency.code()) ? 3 : 2;
    }
}
