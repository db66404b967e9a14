package dev.countermand.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "EUR, 12.50, 1250",
        "JPY, 1250, 1250",
        "CLP, 990, 990",
        "ISK, 5, 500",
        "UGX, 5000, 500000",
        "MGA, 12.00, 12",
        "BHD, 1.230, 1230",
        "HUF, 100.50, 10050"
    })
    void itsOwnDigitsThereAndBack(String code, String text, long units) {
        Money amount = Money.parse(text, Currency.getInstance(code));
        assertThat(StripeAmounts.of(amount)).hasValue(units);
        assertThat(StripeAmounts.read(units, amount.currency())).isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource({"MGA, 12.40", "BHD, 1.234", "IQD, 1.234"})
    void whatStripeCannotExpressIsNotRounded(String code, String text) {
        assertThat(StripeAmounts.of(Money.parse(text, Currency.getInstance(code))))
                .isEmpty();
    }
}
