package dev.countermand.payment.provider;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/**
 * Amounts in a provider's own smallest units, which are not always those of ISO 4217. Pure.
 *
 * @param digits behind the point, by the provider's documentation
 */
public record MinorUnits(ToIntFunction<Currency> digits) {

    /** The amount as the provider writes it; empty where they cannot express it: nothing is rounded on its way to a buyer. */
    public OptionalLong of(Money amount) {
        BigDecimal theirs = BigDecimal.valueOf(amount.minor(), amount.currency().digits())
                .movePointRight(digits.applyAsInt(amount.currency()));
        try {
            return OptionalLong.of(theirs.longValueExact());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** An amount that the provider wrote; what is finer than our smallest unit is rounded half up. */
    public Money read(long theirs, Currency currency) {
        BigDecimal amount = BigDecimal.valueOf(theirs, digits.applyAsInt(currency));
        return new Money(
                amount.movePointRight(currency.digits())
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact(),
                currency);
    }
}
