package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

    /** ISO 4217: 0 digits, 3 and 4. */
    @Test
    void hasTheDigitsOfItsCurrency() {
        Currency bhd = Currency.getInstance("BHD");
        Currency uyw = Currency.getInstance("UYW");
        assertThat(Money.parse("12.505", bhd).minor()).isEqualTo(12_505);
        assertThat(Money.parse("1.2505", uyw).minor()).isEqualTo(12_505);
        assertThat(new Money(12_505, JPY).text()).isEqualTo("12505");
        assertThat(new Money(1, bhd).text()).isEqualTo("0.001");
        assertThat(new Money(1, uyw).text()).isEqualTo("0.0001");
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse("1.25", bhd));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse("1.250", uyw));
    }

    /** Half a unit counts up in every currency, and what is split is one part and the rest. */
    @Test
    void roundsInTheMinorUnitOfEachCurrency() {
        assertThat(Money.ROUNDING).isEqualTo(java.math.RoundingMode.HALF_UP);
        for (String code : List.of("JPY", "EUR", "BHD", "UYW")) {
            Currency currency = Currency.getInstance(code);
            assertThat(new Money(50, currency).percent(1)).isEqualTo(new Money(1, currency));
            assertThat(new Money(49, currency).percent(1)).isEqualTo(new Money(0, currency));
            Money whole = new Money(100, currency);
            Money part = whole.share(new Money(1, currency), new Money(3, currency));
            assertThat(part.plus(whole.minus(part))).isEqualTo(whole);
        }
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

    /** Of a whole: half a unit counts up, and all of it is all. */
    @Test
    void aShareIsAsMuchAsThePartIsOfTheWhole() {
        Money whole = new Money(1_000, JPY);
        assertThat(new Money(100, JPY).share(new Money(5, JPY), whole)).isEqualTo(new Money(1, JPY));
        assertThat(new Money(100, JPY).share(new Money(4, JPY), whole)).isEqualTo(new Money(0, JPY));
        assertThat(new Money(333, KWD).share(new Money(333, KWD), new Money(333, KWD)))
                .isEqualTo(new Money(333, KWD));
        assertThat(new Money(Money.MAX_MINOR, KWD)
                        .share(new Money(Money.MAX_MINOR, KWD), new Money(Money.MAX_MINOR, KWD)))
                .isEqualTo(new Money(Money.MAX_MINOR, KWD));
    }

    /** Two halves both count up: together they may be one unit more than the whole, and never less. */
    @Test
    void twoSharesOfAWholeMissItByAtMostOneUnit() {
        Money whole = new Money(7, EUR);
        for (int amount = 0; amount <= 20; amount++) {
            for (int part = 0; part <= 7; part++) {
                Money one = new Money(amount, EUR).share(new Money(part, EUR), whole);
                Money other = new Money(amount, EUR).share(new Money(7 - part, EUR), whole);
                assertThat(one.plus(other).minor()).isBetween((long) amount, amount + 1L);
            }
        }
    }

    @Test
    void refusesWhatNoLongCanHold() {
        Money most = new Money(Long.MAX_VALUE, EUR);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(new Money(1, EUR)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.times(2));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Money(Long.MIN_VALUE, EUR).minus(new Money(1, EUR)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.percent(101));
    }

    @Test
    void comparesOnlyWhatIsOfOneCurrency() {
        assertThat(new Money(1, EUR).min(new Money(2, EUR))).isEqualTo(new Money(1, EUR));
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, EUR).min(new Money(1, JPY)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, EUR).minus(new Money(1, JPY)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Money(1, EUR).share(new Money(1, EUR), new Money(1, JPY)));
    }
}
