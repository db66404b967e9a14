package dev.countermand.payment.page;

import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import dev.countermand.payment.escalation.RefundActKind;
import dev.countermand.payment.escalation.RefundActs.Decided;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.payment.refund.RefundPurpose;
import dev.countermand.payment.refund.RefundStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about refunds (A20 to A22). */
public final class RefundApi {

    private RefundApi() {}

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
            String reason,

            @Size(min = 1, max = 200)
            @Schema(
                    description = "For which units it is, where it is for any by name; what is left of the amount is"
                            + " goodwill. A line is never paid back twice (A20).")
            @Nullable
            List<OrderApi.@NotNull @Valid Units> lines,

            @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE)
            @Schema(description = "What of it is for shipping, which goes back once (A20).", examples = "4.90")
            @Nullable
            String shipping) {

        public Grant toCommand() {
            return new Grant(amount, reason, OrderApi.Units.plain(lines), shipping);
        }
    }

    /** {@code POST /v1/refunds/{id}/settlement}. */
    @RegisterForReflection
    @Schema(name = "SettleRefund")
    public record SettleRefund(
            @NotNull
            @Size(min = 1, max = 200)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(description = "How it was paid, as the buyer reads it.", examples = "Bank transfer")
            String how,

            @NotNull
            @Size(min = 1, max = 200)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(description = "Under which the payment can be found.", examples = "TR-2026-0311")
            String reference,

            @Size(max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "The card was closed; the buyer named an account")
            @Nullable
            String statement,

            @Schema(
                    description =
                            "You have looked at its provider's, who does not have it: needed where its provider was"
                                    + " called and never answered (A20b).")
            @Nullable
            Boolean notAtProvider) {

        public Decided toCommand() {
            return new Decided(RefundActKind.SETTLED, how, reference, statement, Boolean.TRUE.equals(notAtProvider));
        }
    }

    /** {@code POST /v1/refunds/{id}/arrival}. */
    @RegisterForReflection
    @Schema(name = "ArrivedRefund")
    public record ArrivedRefund(
            @NotNull
            @Size(min = 1, max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(description = "Who says so.", examples = "The buyer found it on the statement of 14 March")
            String source) {

        public Decided toCommand() {
            return new Decided(RefundActKind.ARRIVED, null, null, source, false);
        }
    }

    /** {@code POST /v1/refunds/{id}/closing}. */
    @RegisterForReflection
    @Schema(name = "CloseRefund")
    public record CloseRefund(
            @NotNull
            @Size(min = 1, max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(description = "Why it is not paid, as the buyer reads it.", examples = "The buyer has declined it")
            String reason,

            @Schema(
                    description =
                            "You have looked at its provider's, who does not have it: needed where its provider was"
                                    + " called and never answered (A20b).")
            @Nullable
            Boolean notAtProvider) {

        public Decided toCommand() {
            return new Decided(RefundActKind.CLOSED, null, null, reason, Boolean.TRUE.equals(notAtProvider));
        }
    }

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

            @Schema(description = "By which rule it goes back by itself, if it does.", examples = "A20a") @Nullable
            String rule,

            @Schema(description = "What it is for; the parts add up to the amount (A20).")
            List<PurposeView> purposes,

            @Schema(
                    description = "What the buyer may rely on, in words.",
                    examples =
                            "29.90 EUR were sent back on 3 March 2026. Banks take 5 to 14 business days (A21); if they"
                                    + " are not there by 17 March 2026, we look into it by ourselves (A22).")
            String explanation,

            @Nullable Instant sentAt,
            Instant requestedAt,

            @Schema(description = "Only where an arrival can be promised, or was seen (A20b).") @Nullable
            Instant expectedFrom,

            @Schema(description = "Only where an arrival can be promised, or was seen (A20b).") @Nullable
            Instant expectedTo,

            @Nullable Instant arrivedAt,

            @Schema(description = "By when the law wants it repaid (D4).") @Nullable
            Instant repayBy,

            @Schema(description = "The provider's name for the refund.") @Nullable
            String reference,

            @Schema(
                    description = "By which the buyer's bank finds the money, once the provider says so.",
                    examples = "74110076066000000000001")
            @Nullable
            String bankReference,

            @Schema(description = "Since when it is before a person (A20b).") @Nullable
            Instant escalatedAt,

            @Schema(description = "By when somebody is to decide what becomes of it; for staff (A20b, P7).") @Nullable
            Instant decideBy,

            @Schema(description = "Since when it waits longer than it may for that; for staff (A20b, P7).") @Nullable
            Instant overdueSince,

            @Schema(
                    description =
                            "It may have been made: its provider was called and has not answered. They go on being"
                                    + " asked; for staff (A20b).")
            @Nullable
            Boolean outcomeUnknown,

            @Schema(description = "What its provider said last, or why it is before a person; for staff (A20b).")
            @Nullable
            String providerWords,

            @Schema(description = "How it was paid in another way (A20b).") @Nullable
            SettlementView settlement) {}

    /** A part of a refund. */
    @RegisterForReflection
    @Schema(name = "RefundPurpose")
    public record PurposeView(
            RefundPurpose.Kind kind,

            @Schema(description = "Of UNITS, from 1.", examples = "1") @Nullable
            Integer line,

            @Schema(description = "Of UNITS, how many.", examples = "1") @Nullable
            Integer quantity,

            @Schema(examples = "25.00") String amount) {}

    /** How a refund was paid when its provider could not. */
    @RegisterForReflection
    @Schema(name = "RefundSettlement")
    public record SettlementView(
            @Schema(examples = "Bank transfer") String how,
            @Schema(examples = "TR-2026-0311") String reference,
            @Nullable String statement,
            Instant at) {}
}
