package dev.countermand.payment.provider.adyen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.payment.provider.Listed;
import dev.countermand.payment.provider.Listed.State;
import dev.countermand.payment.provider.Listed.Thing;
import dev.countermand.payment.provider.RefundKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The report as Adyen documents it, with columns in any order. */
class AdyenReportTest {

    private static final String ACCOUNT = "TestMerchant";
    private static final RefundKey OURS = new RefundKey(UUID.fromString("0197a3f0-0000-7000-8000-000000000001"), 0);
    private static final Currency EUR = Currency.getInstance("EUR");

    private static final String HEADER =
            "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,"
                    + "Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),"
                    + "Exchange Rate,Net Currency,Modification Merchant Reference\n";

    private static String line(String type, String modification, String debit, String credit, String ours) {
        return "TestCompany,TestMerchant,PAY1,\"order 1, again\",visa,2026-03-02 11:00:00,CET," + type + ","
                + modification + ",EUR," + debit + "," + credit + ",1,EUR," + ours + "\r\n";
    }

    @Test
    void capturesAndRefundsAreReadAndOtherLinesLeftOut() {
        String report = HEADER
                + line("Settled", "CAP1", "", "29.90", "")
                + line("Refunded", "REF1", "29.90", "", OURS.text())
                + line("Fee", "Transaction Fees", "0.10", "", "")
                + line("Settled", "CAP9", "", "1.00", "").replace("TestMerchant", "AnotherMerchant");
        Instant at = Instant.parse("2026-03-02T10:00:00Z");
        assertThat(AdyenReport.read(report, ACCOUNT))
                .containsExactly(
                        new Listed(Thing.CAPTURE, "PAY1", null, Set.of("PAY1"), new Money(2_990, EUR), State.DONE, at),
                        new Listed(Thing.REFUND, "REF1", OURS, Set.of("PAY1"), new Money(2_990, EUR), State.DONE, at));
    }

    @Test
    void aPaymentCapturedInPartsIsOneThing() {
        String report = HEADER + line("Settled", "CAP1", "", "10.00", "") + line("Settled", "CAP2", "", "19.90", "");
        assertThat(AdyenReport.read(report, ACCOUNT))
                .singleElement()
                .satisfies(item -> assertThat(item.amount()).isEqualTo(new Money(2_990, EUR)));
    }

    @Test
    void aRefundThatCameBackHasFailedInWhateverOrder() {
        String sent = line("Refunded", "REF1", "29.90", "", "");
        String back = line("RefundedReversed", "REF1", "", "29.90", "");
        for (String lines : List.of(sent + back, back + sent)) {
            assertThat(AdyenReport.read(HEADER + lines, ACCOUNT))
                    .singleElement()
                    .satisfies(item -> {
                        assertThat(item.state()).isEqualTo(State.FAILED);
                        assertThat(item.amount()).isEqualTo(new Money(2_990, EUR));
                    });
        }
    }

    /** Java takes BST for the time of Bangladesh. */
    @Test
    void zonesAreAsAdyenWritesThem() {
        String report = HEADER + line("Settled", "CAP1", "", "1.00", "").replace(",CET,", ",BST,");
        assertThat(AdyenReport.read(report, ACCOUNT).getFirst().at()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
    }

    @Test
    void whatIsNoReportIsRefusedAndAWrongLineNamed() {
        assertThatThrownBy(() -> AdyenReport.read("a,b\n1,2\n", ACCOUNT)).hasMessageContaining("Settlement details");
        assertThatThrownBy(() -> AdyenReport.read("", ACCOUNT)).hasMessageContaining("Settlement details");
        String report = HEADER + line("Settled", "CAP1", "", "1.00", "") + line("Refunded", "REF1", "1.005", "", "");
        assertThatThrownBy(() -> AdyenReport.read(report, ACCOUNT)).hasMessageContaining("line 3");
    }
}
