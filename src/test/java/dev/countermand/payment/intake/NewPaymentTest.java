package dev.countermand.payment.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A20a. */
class NewPaymentTest {

    private static final NewPayment TOLD =
            new NewPayment("pay-1", PaymentMethod.CARD, "29.90", PaymentState.CAPTURED, "stripe", "ch_1");

    @Test
    void countsUnderItsMainNameAndIsKnownByBoth() {
        assertThat(TOLD.names()).containsExactly("ch_1");
        NewPayment named = TOLD.countsAs("pi_1");
        assertThat(named.providerReference()).isEqualTo("pi_1");
        assertThat(named.names()).containsExactlyInAnyOrder("pi_1", "ch_1");
        assertThat(named.amount()).isEqualTo("29.90");
        assertThat(TOLD.countsAs("ch_1")).isSameAs(TOLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pi_1", "ABC-123.4:5/6#7", "Überweisung7", "8515131751004933"})
    void aReferenceIsWhateverIsSeen(String reference) {
        assertThat(reference).matches(NewPayment.REFERENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\t", "a\n", "a\u00a0b", "a\u200bb", "a\u2028b", "a\u0000b", "a\u007fb"})
    void aReferenceHasNoSpacesAndNothingUnseen(String reference) {
        assertThat(reference).doesNotMatch(NewPayment.REFERENCE);
    }
}
