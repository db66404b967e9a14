package dev.countermand.review.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.review.state.FourEyes.Because;
import dev.countermand.seller.EntryKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A26, A27: what one person may decide, and what two have to. */
class FourEyesTest {

    private static final long LIMIT = 500;

    private static Money money(String currency, long minor) {
        return new Money(minor, Currency.getInstance(currency));
    }

    private static Set<Because> of(
            CaseVerdict verdict, Money moves, @Nullable EntryKind sanction, @Nullable CaseVerdict earlier) {
        return FourEyes.of(verdict, moves, LIMIT, sanction, earlier);
    }

    @ParameterizedTest
    @EnumSource
    void exactlyTheAmountIsForOne(CaseVerdict verdict) {
        assertThat(of(verdict, money("EUR", 50_000), null, null)).isEmpty();
        assertThat(of(verdict, money("EUR", 50_001), null, null)).containsExactly(Because.AMOUNT);
    }

    /** In rough euros: what has no digits, and what is worth little, is compared by its worth. */
    @Test
    void otherCurrenciesAreComparedByTheirWorth() {
        assertThat(of(CaseVerdict.RELEASE, money("JPY", 50_001), null, null))
                .as("some 300 euros")
                .isEmpty();
        assertThat(of(CaseVerdict.RELEASE, money("JPY", 500_000), null, null)).containsExactly(Because.AMOUNT);
    }

    @ParameterizedTest
    @EnumSource
    void onlyASuspensionIsForTwo(EntryKind kind) {
        assertThat(of(CaseVerdict.CANCEL_AND_REFUND, money("EUR", 1), kind, null)
                        .contains(Because.SUSPENSION))
                .isEqualTo(kind == EntryKind.SUSPENSION);
    }

    @Test
    void whatSaysOtherwiseThanBeforeIsForTwo() {
        for (CaseVerdict verdict : CaseVerdict.values()) {
            for (CaseVerdict earlier : CaseVerdict.values()) {
                boolean decides = verdict != CaseVerdict.HOLD && earlier != CaseVerdict.HOLD;
                assertThat(of(verdict, money("EUR", 1), null, earlier).contains(Because.OVERTURNS))
                        .as("%s after %s", verdict, earlier)
                        .isEqualTo(decides && verdict != earlier);
            }
        }
    }

    @Test
    void allReasonsAreNamed() {
        assertThat(of(CaseVerdict.CANCEL_AND_REFUND, money("EUR", 99_999), EntryKind.SUSPENSION, CaseVerdict.RELEASE))
                .containsExactlyInAnyOrder(Because.values());
    }
}
