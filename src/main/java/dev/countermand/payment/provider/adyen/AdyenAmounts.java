package dev.countermand.payment.provider.adyen;

import dev.countermand.kernel.Currency;
import dev.countermand.payment.provider.MinorUnits;
import java.util.Map;

/** Amounts as Adyen counts them: the digits of ISO 4217, but for those that its list of currencies marks as its own. */
final class AdyenAmounts {

    private static final Map<String, Integer> OWN_DIGITS = Map.of("CLP", 2, "CVE", 0, "IDR", 0, "ISK", 2);

    static final MinorUnits UNITS = new MinorUnits(AdyenAmounts::digits);

    private AdyenAmounts() {}

    private static int digits(Currency currency) {
        return OWN_DIGITS.getOrDefault(currency.code(), currency.digits());
    }
}
