package dev.countermand.seller.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.RefusedException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of an account begins with what it stood at where the page before it ended. */
class AccountPlaceTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");

    @Test
    void balancesGoOnWhereTheyEnded() {
        UUID second = new UUID(1, 2);
        AccountPlace place = AccountPlace.of(null)
                .then(new UUID(1, 1), new Money(2_990, EUR))
                .then(second, new Money(-1_250, JPY));
        AccountPlace next = AccountPlace.of(place.key());
        assertThat(next).isEqualTo(place);
        assertThat(next.id()).isEqualTo(second);
        assertThat(next.balance(EUR)).isEqualTo(new Money(2_990, EUR));
        assertThat(next.then(new UUID(1, 3), new Money(-990, EUR)).balance(EUR)).isEqualTo(new Money(2_000, EUR));
        assertThat(next.balance(Currency.getInstance("BHD")).isZero()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00000000-0000-0001-0000-000000000001 EUR",
                "00000000-0000-0001-0000-000000000001 EUR:",
                "00000000-0000-0001-0000-000000000001 eur:1",
                "00000000-0000-0001-0000-000000000001 EUR:1:2",
                "00000000-0000-0001-0000-000000000001 EUR:1.5"
            })
    void whatItDidNotMakeIsRefused(String key) {
        assertThatThrownBy(() -> AccountPlace.of(key)).isInstanceOf(RefusedException.class);
    }
}
