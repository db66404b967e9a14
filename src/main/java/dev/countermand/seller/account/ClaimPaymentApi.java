package dev.countermand.seller.account;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.OrderApi;
import dev.countermand.payment.ledger.Debtor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said about payments of claims. */
final class ClaimPaymentApi {

    private ClaimPaymentApi() {}

    /** {@code POST /v1/orders/{id}/claim-payments}. */
    @RegisterForReflection
    @Schema(name = "ClaimPaid")
    public record ClaimPaid(
            @NotNull @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE) @Schema(examples = "claim-17")
            String id,

            @NotNull @Schema(description = "Who owed it.") Debtor debtor,

            @NotNull
            @Schema(
                    description =
                            "RECEIVED: the money came in. NETTED: it is kept from what was released to the seller and not"
                                    + " paid out.")
            ClaimMeans means,

            @NotNull @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE) @Schema(examples = "8.97")
            String amount,

            @NotNull
            @Pattern(regexp = AccountApi.REFERENCE, message = "must be 1 to 200 visible ASCII characters or spaces")
            @Schema(description = "The bank's or the marketplace's own.", examples = "SEPA-2031-03-01-18")
            String reference) {

        ClaimPayments.Paid toCommand() {
            return new ClaimPayments.Paid(id, debtor, means, amount, reference);
        }
    }

    /** A payment of a claim that was taken down. */
    @RegisterForReflection
    @Schema(name = "ClaimPayment")
    public record ClaimPaymentView(
            @Schema(examples = "claim-17") String id,
            @Schema(examples = "order-1001") String orderId,
            Debtor debtor,
            ClaimMeans means,
            @Schema(examples = "8.97") String amount,
            @Schema(examples = "EUR") String currency,
            @Schema(examples = "SEPA-2031-03-01-18") String reference,

            @Schema(description = "What they still owed of this order after it.", examples = "0.00")
            String left,

            Instant at) {

        static ClaimPaymentView of(ClaimPaymentRow row) {
            Currency currency = Currency.getInstance(row.currency);
            return new ClaimPaymentView(
                    row.id,
                    row.orderId,
                    row.debtor,
                    row.means,
                    new Money(row.amount, currency).text(),
                    row.currency,
                    row.reference,
                    new Money(row.owed - row.amount, currency).text(),
                    row.at);
        }
    }
}
