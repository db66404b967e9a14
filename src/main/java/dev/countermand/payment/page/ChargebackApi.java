package dev.countermand.payment.page;

import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import dev.countermand.payment.chargeback.ChargebackState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about money that the bank takes back (A20a). */
public final class ChargebackApi {

    private ChargebackApi() {}

    /** {@code POST /v1/orders/{id}/payments/{paymentId}/chargebacks}. */
    @RegisterForReflection
    @Schema(name = "TellChargeback")
    public record TellChargeback(
            @NotNull
            @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE)
            @Schema(
                    description = "The provider's, or the marketplace's; the same in all news of it.",
                    examples = "cb-1")
            String id,

            @NotNull @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE) @Schema(examples = "29.90")
            String amount,

            @NotNull
            @Schema(
                    description = "OPENED and LOST: the bank has the money. WON: it is the marketplace's again.",
                    examples = "OPENED")
            ChargebackState state,

            @Size(max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(description = "In the bank's words; for staff.", examples = "Goods not received")
            @Nullable
            String reason) {}

    /** A chargeback of a payment. */
    @RegisterForReflection
    @Schema(name = "Chargeback")
    public record ChargebackView(
            @Schema(examples = "cb-1") String id,
            @Schema(examples = "pay-1") String paymentId,
            @Schema(examples = "29.90") String amount,
            ChargebackState state,

            @Schema(description = "In the bank's words; for staff.", examples = "Goods not received") @Nullable
            String reason,

            @Schema(
                    description = "What has become of the money, in words.",
                    examples = "The bank has taken 29.90 EUR back; it is not refunded a second time (A20a)")
            String explanation,

            Instant toldAt,
            Instant changedAt) {}
}
