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
