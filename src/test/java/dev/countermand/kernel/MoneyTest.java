package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoneyTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Currency KWD = Currency.getInstance("KWD");

    @Test
    void readsAndWritesTheDigitsOfTheCurrency() {
        assertThat(Money.parse("12.50", EUR)).isEqualTo(new Money(1250, EUR));
        assertThat(Money.parse("1250", JPY)).isEqualTo(new Money(1250, JPY));
        assertThat(Money.parse("0.005", KWD)).isEqualTo(new Money(5, KWD));
        for (Money money : List.of(new Money(5, EUR), new Money(-5, EUR), new Money(7, JPY), new Money(12_345, KWD))) {
            String text = money.text();
            assertThat(text.replace("-", "").replaceFirst("^0\\.?0*", "").replace(".", ""))
                    .isEqualTo(String.valueOf(Math.abs(money.minor())));
        }
        assertThat(new Money(5, EUR).text()).isEqualTo("0.05");
    }

    @Test
    void refusesWhatIsNoAmountOfTheCurrency() {
        for (String bad : List.of("", "-1.00", "1", "1.0", "1.000", "1,00", "1e2", "٣.٠٠", " 1.00", "NaN", "1.00\n")) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> Money.parse(bad, EUR));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse("1.5", JPY));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse("9999999999999.00", EUR));
    }

    @Test
    void neverMixesCurrencies() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, EUR).plus(new Money(1, JPY)));
    }

    @Test
    void roundsSharesHalfUp() {
        assertThat(new Money(10, EUR).percent(5)).isEqualTo(new Money(1, EUR));
        assertThat(new Money(9, EUR).percent(5)).isEqualTo(new Money(0, EUR));
    }
}
