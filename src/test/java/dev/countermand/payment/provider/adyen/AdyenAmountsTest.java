package dev.countermand.payment.provider.adyen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdyenAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "EUR, 12.50, 1250",
        "JPY, 1250, 1250",
        "CLP, 990, 99000",
        "ISK, 5, 500",
        "CVE, 12.00, 12",
        "IDR, 5000.00, 5000",
        "BHD, 1.234, 1234"
    })
    void itsOwnDigitsThereAndBack(String code, String text, long units) {
        Money amount = Money.parse(text, Currency.getInstance(code));
        assertThat(AdyenAmounts.UNITS.of(amount)).hasValue(units);
        assertThat(AdyenAmounts.UNITS.read(units, amount.currency())).isEqualTo(amount);
    }

    @Test
    void whatAdyenCannotExpressIsNotRounded() {
        assertThat(AdyenAmounts.UNITS.of(Money.parse("12.40", Currency.getInstance("IDR"))))
                .isEmpty();
    }
}
