package dev.countermand.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.payment.intake.PaymentMethod;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A20: what of a payment can go back; A21: when it should arrive. */
class RefundWindowTest {

    private static final Policy POLICY = Documents.policy("aliexpress");

    /** A Friday in Shanghai. */
    private static final Instant FRIDAY = Instant.parse("2026-03-06T04:00:00Z");

    /** A21: wallets 3 to 7 business days, cards 5 to 14. */
    @Test
    void countsTheBusinessDaysOfTheMarketByTheInstrument() {
        assertThat(window("wallet").expectedFrom).isEqualTo("2026-03-11T04:00:00Z");
        assertThat(window("wallet").expectedTo).isEqualTo("2026-03-17T04:00:00Z");
        assertThat(window("card").expectedFrom).isEqualTo("2026-03-13T04:00:00Z");
        assertThat(window("card").expectedTo).isEqualTo("2026-03-26T04:00:00Z");
    }

    @ParameterizedTest
    @EnumSource(PaymentMethod.class)
    void everyInstrumentHasAWindowInEveryMarket(PaymentMethod method) {
        for (String market : Documents.MARKETS) {
            RefundRow row = new RefundRow();
            Refunds.expect(row, Documents.policy(market), method.code(), FRIDAY);
            assertThat(row.expectedFrom).as(market).isAfter(FRIDAY).isBefore(row.expectedTo);
        }
    }

    @Test
    void onlyMoneyThatCameInCanGoBack() {
        PaymentRow payment = new PaymentRow();
        payment.amount = 1_000;
        payment.refunded = 400;
        payment.state = PaymentState.CAPTURED;
        assertThat(payment.refundable()).isEqualTo(600);
        payment.refunded = 1_000;
        assertThat(payment.refundable()).isZero();
        payment.refunded = 0;
        payment.state = PaymentState.VERIFYING;
        assertThat(payment.refundable()).isZero();
    }

    private static RefundRow window(String method) {
        RefundRow row = new RefundRow();
        Refunds.expect(row, POLICY, method, FRIDAY);
        return row;
    }
}
