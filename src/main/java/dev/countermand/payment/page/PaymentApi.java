package dev.countermand.payment.page;

import dev.countermand.order.OrderApi;
import dev.countermand.payment.charge.ChargeKind;
import dev.countermand.payment.intake.NewPayment;
import dev.countermand.payment.intake.PaymentMethod;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.policy.BornBy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about money. */
public final class PaymentApi {

    private PaymentApi() {}

    /** {@code POST /v1/orders/{id}/payments}. */
    @RegisterForReflection
    @Schema(name = "RegisterPayment")
    public record RegisterPayment(
            @NotNull @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE) @Schema(examples = "pay-1")
            String id,

            @NotNull PaymentMethod method,

            @NotNull @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE) @Schema(examples = "29.90")
            String amount,

            @NotNull
            @Schema(description = "VERIFYING or CAPTURED; told as CAPTURED after VERIFYING, its money is there.")
            PaymentState state,

            @NotNull
            @Size(min = 1, max = 40)
            @Schema(description = "A provider that is in use here.", examples = "sandbox")
            String provider,

            @NotNull
            @Size(min = 1, max = 200)
            @Pattern(regexp = NewPayment.REFERENCE, message = NewPayment.REFERENCE_MESSAGE)
            @Schema(
                    description =
                            "The provider's own name for the payment. One that has two there, such as a charge of a"
                                    + " PaymentIntent at Stripe, counts under its main one, and is shown with that (A20a).",
                    examples = "ch_1")
            String providerReference) {

        public NewPayment toCommand() {
            return new NewPayment(id, method, amount, state, provider, providerReference);
        }
    }

    /** {@code POST /v1/orders/{id}/payments/{paymentId}/captured}; nothing is sent where all of it is there. */
    @RegisterForReflection
    @Schema(name = "CapturedPayment")
    public record CapturedPayment(
            @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE)
            @Schema(
                    description =
                            "What of the payment has been captured in all, with what was told before; all that was"
                                    + " verified, if left out. It may be less than was verified, or more (A20a).",
                    examples = "20.00")
            @Nullable
            String amount) {}

    /** A payment of an order. */
    @RegisterForReflection
    @Schema(name = "Payment")
    public record PaymentView(
            String id,
            PaymentMethod method,

            @Schema(description = "What is being verified, or was captured.", examples = "29.90")
            String amount,

            @Schema(description = "What was verified first, where it was (A3).", examples = "29.90") @Nullable
            String verified,

            PaymentState state,
            String provider,

            @Schema(description = "The provider's name for the payment; sellers are not shown it.", examples = "ch_1")
            @Nullable
            String providerReference,

            @Nullable Instant capturedAt,

            @Schema(
                    description = "Given back of it, or on its way; not what is before a person (A20b).",
                    examples = "0.00")
            String refunded,

            @Schema(
                    description = "What of it the bank has taken back, beside what was refunded (A20a).",
                    examples = "0.00")
            String chargedBack,

            @Schema(
                    description =
                            "What the bank took although it had been refunded, or may be on its way back: it has gone"
                                    + " twice, and a person has to look. For staff, and left out where nothing has (A20a).",
                    examples = "29.90")
            @Nullable
            String goneTwice,

            @Schema(description = "When it failed or was voided (A20a).") @Nullable
            Instant endedAt,

            @Schema(description = "What has become of it, in words.", examples = "29.90 EUR was paid")
            String explanation,

            @Schema(
                    description = "The other id under which the same payment of this order was told just now: one"
                            + " provider's reference counts once (A20a).",
                    examples = "pay-2")
            @Nullable
            String toldAs,

            @Schema(description = "Of a DUPLICATE: the payment of another order that counts; for staff (A20a).")
            @Nullable
            CountsAs countsAs) {}

    /** Where a payment counts that was told under two orders. */
    @RegisterForReflection
    @Schema(name = "CountsAs")
    public record CountsAs(
            @Schema(examples = "order-1001") String orderId,
            @Schema(examples = "pay-1") String paymentId) {}

    /** One movement of money. */
    @RegisterForReflection
    @Schema(name = "LedgerEntry")
    public record LedgerView(
            @Schema(
                    description = "CAPTURE, REFUND, CHARGEBACK; REFUND_CLOSED and CHARGEBACK_WON bring money back in.",
                    examples = "CAPTURE")
            String kind,

            @Schema(description = "In is positive, out is negative.", examples = "-29.90")
            String amount,

            String paymentId,
            @Nullable UUID refundId,
            Instant at) {}

    /** A fee of an order. */
    @RegisterForReflection
    @Schema(name = "Fee")
    public record FeeView(
            @Schema(examples = "SHIPPING") String kind,
            @Schema(examples = "4.90") String amount) {}

    /** A cost beside the price (A19, C3, D4, E2). */
    @RegisterForReflection
    @Schema(name = "Charge")
    public record ChargeView(
            ChargeKind kind,
            @Schema(description = "Who owes it.") BornBy debtor,

            @Schema(description = "Kept back from a refund; otherwise it is a claim, or the shop's loss.")
            boolean deducted,

            @Schema(examples = "4.90") String amount,
            @Schema(examples = "C3") String rule,
            @Schema(description = "Why, in words.") String statement,

            @Schema(
                    description = "Of an unpaid PRICE, how much is still to be paid (C1, E1); left out of others.",
                    examples = "0.00")
            @Nullable
            String open,

            Instant at) {}

    /** A23: paid, refunded, fees, per payment and per refund, with dates. */
    @RegisterForReflection
    @Schema(name = "Financials")
    public record FinancialsView(
            String orderId,
            @Schema(examples = "EUR") String currency,
            @Schema(examples = "29.90") String total,
            @Schema(examples = "29.90") String paid,

            @Schema(description = "Given back, or on its way; not what is before a person (A20b).", examples = "0.00")
            String refunded,

            @Schema(description = "Of that, what has left: sent, arrived, or paid in another way.", examples = "0.00")
            String sentBack,

            @Schema(
                    description =
                            "To be refunded, and before a person, because it could not be sent or did not arrive (A20b).",
                    examples = "0.00")
            String owed,

            @Schema(description = "What the bank has taken back, beside what was refunded (A20a).", examples = "0.00")
            String chargedBack,

            @Schema(description = "What can still be refunded beside all of that.", examples = "29.90")
            String refundable,

            @Schema(description = "What of the total was never paid (C1, E1).", examples = "0.00")
            String unpaid,

            @Schema(
                    description =
                            "What the accounts of the order stand at by the ledger, as far as it concerns who asks"
                                    + " (A23).")
            AccountsView accounts,

            List<PaymentView> payments,
            List<RefundApi.RefundView> refunds,

            @Schema(description = "What the bank has taken back, or tried to (A20a).")
            List<ChargebackApi.ChargebackView> chargebacks,

            @Schema(description = "What has become of the money, a sentence each, in the order in which it moved.")
            List<String> happened,

            List<FeeView> fees,

            @Schema(description = "Costs besides the price: claimed from somebody, or deducted from a refund.")
            List<ChargeView> charges,

            List<LedgerView> ledger) {}
}
