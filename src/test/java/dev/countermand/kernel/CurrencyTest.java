package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyTest {

    @ParameterizedTest
    @CsvSource({"EUR, 2", "JPY, 0", "BHD, 3", "UYW, 4", "ZWG, 2", "XCG, 2", "XOF, 0", "SLE, 2", "VED, 2"})
    void whatIsInForceHasItsDigits(String code, int digits) {
        assertThat(Currency.inForce(code)).contains(new Currency(code, digits));
        assertThat(Currency.getInstance(code).getDefaultFractionDigits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DEM", "HRK", "ZWL", "BGN", "ANG", "CUC", "SLL", "XXX", "XTS", "XAU", "XAG", "XDR", "CLF", "CHE", "USN",
                "eur", " EUR", "EU", "EURO", "", "ABC"
            })
    void nothingIsPricedInWhatWasWithdrawnNorInWhatIsNoMoney(String code) {
        assertThat(Currency.inForce(code)).isEmpty();
    }

    @Test
    void ordersThatExistKeepACurrencyThatWasWithdrawn() {
        assertThat(Money.parse("12.50", Currency.getInstance("HRK")).inWords()).isEqualTo("12.50 HRK");
        assertThat(Money.parse("12.5000", Currency.getInstance("UYW")).text()).isEqualTo("12.5000");
        for (String none : List.of("ABC", "XXX", "XAU")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Currency.getInstance(none));
        }
    }

    /** Where Java knows a currency, it agrees on the digits; it does not know which are in force. */
    @Test
    void theListAgreesWithWhatJavaKnows() {
        for (java.util.Currency known : java.util.Currency.getAvailableCurrencies()) {
            Currency.inForce(known.getCurrencyCode())
                    .ifPresent(listed ->
                            assertThat(listed.digits()).as(listed.code()).isEqualTo(known.getDefaultFractionDigits()));
        }
    }
}
