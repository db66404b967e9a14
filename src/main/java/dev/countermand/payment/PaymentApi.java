package dev.countermand.payment;

import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import dev.countermand.payment.charge.ChargeKind;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.payment.refund.RefundStatus;
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

            @NotNull PaymentState state,

            @NotNull
            @Size(min = 1, max = 40)
            @Schema(description = "A provider that is in use here.", examples = "sandbox")
            String provider,

            @NotNull
            @Size(min = 1, max = 200)
            @Schema(description = "The provider's own name for the payment.", examples = "ch_1")
            String providerReference) {

        Payments.NewPayment toCommand() {
            return new Payments.NewPayment(id, method, amount, state, provider, providerReference);
        }
    }

    /** {@code POST /v1/orders/{id}/refunds}. */
    @RegisterForReflection
    @Schema(name = "GrantRefund")
    public record GrantRefund(
            @NotNull @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE) @Schema(examples = "5.00")
            String amount,

            @NotNull
            @Size(max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "Late by two weeks")
            String reason) {

        GoodwillRefunds.Grant toCommand() {
            return new GoodwillRefunds.Grant(amount, reason);
        }
    }

    /** A payment of an order. */
    @RegisterForReflection
    @Schema(name = "Payment")
    public record PaymentView(
            String id,
            PaymentMethod method,
            @Schema(examples = "29.90") String amount,
            PaymentState state,
            String provider,

            @Schema(description = "The provider's name for the payment; sellers are not shown it.", examples = "ch_1")
            @Nullable
            String providerReference,

            @Nullable Instant capturedAt,

            @Schema(description = "What of it was refunded, or is on its way back.", examples = "0.00")
            String refunded) {}

    /** A refund; the date shown first is the date sent (A22). */
    @RegisterForReflection
    @Schema(name = "Refund")
    public record RefundView(
            UUID id,
            String orderId,
            String paymentId,
            @Schema(examples = "29.90") String amount,
            @Schema(examples = "EUR") String currency,
            RefundStatus status,
            RefundCause cause,
            @Nullable String reason,
            @Nullable Instant sentAt,
            Instant requestedAt,
            @Nullable Instant expectedFrom,
            @Nullable Instant expectedTo,
            @Nullable Instant arrivedAt,

            @Schema(description = "By when the law wants it repaid (D4).") @Nullable
            Instant repayBy,

            @Schema(description = "The provider's name for the refund.") @Nullable
            String reference,

            @Schema(
                    description = "By which the buyer's bank finds the money, once the provider says so.",
                    examples = "74110076066000000000001")
            @Nullable
            String bankReference) {}

    /** One movement of money. */
    @RegisterForReflection
    @Schema(name = "LedgerEntry")
    public record LedgerView(
            @Schema(description = "CAPTURE or REFUND.", examples = "CAPTURE")
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
            @Schema(examples = "0.00") String refunded,

            @Schema(description = "What can still be refunded.", examples = "29.90")
            String refundable,

            @Schema(description = "What of the total was never paid (C1, E1).", examples = "0.00")
            String unpaid,

            List<PaymentView> payments,
            List<RefundView> refunds,
            List<FeeView> fees,

            @Schema(description = "Costs besides the price: claimed from somebody, or deducted from a refund.")
            List<ChargeView> charges,

            List<LedgerView> ledger) {}
}
