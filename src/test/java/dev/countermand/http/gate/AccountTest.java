package dev.countermand.http.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AccountTest {

    private final Account account = new Account(new Account.Terms(10, 3), 0);

    @Test
    void letsABurstInAndThenTheRate() {
        for (int i = 0; i < 10 * Account.BURST_SECONDS; i++) {
            assertThat(account.enter(0)).isEmpty();
            account.leave();
        }
        assertThat(account.enter(0)).hasValue(1);
        assertThat(account.enter(99)).isNotEmpty();
        assertThat(account.enter(100)).isEmpty();
        assertThat(account.enter(100)).isNotEmpty();
    }

    @Test
    void savesNoMoreThanABurst() {
        for (int i = 0; i < 10 * Account.BURST_SECONDS; i++) {
            assertThat(account.enter(1_000_000_000)).isEmpty();
            account.leave();
        }
        assertThat(account.enter(1_000_000_000)).isNotEmpty();
    }

    @Test
    void hasSoManyPlaces() {
        for (int i = 0; i < 3; i++) {
            assertThat(account.enter(0)).isEmpty();
        }
        assertThat(account.enter(0)).isNotEmpty();
        account.leave();
        assertThat(account.enter(0)).isEmpty();
    }

    @Test
    void doesNotCountACallThatWasSomebodyElses() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(account.enter(0)).isEmpty();
            account.leaveUncounted();
        }
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        for (int i = 0; i < 10 * Account.BURST_SECONDS; i++) {
            assertThat(account.enter(5_000)).isEmpty();
            account.leave();
        }
        assertThat(account.enter(0)).isNotEmpty();
    }

    @Test
    void termsAllowSomething() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Account.Terms(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Account.Terms(1, 0));
    }
}
