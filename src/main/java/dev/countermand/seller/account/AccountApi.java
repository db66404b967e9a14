package dev.countermand.seller.account;

import dev.countermand.http.Problem;
import dev.countermand.order.OrderApi;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about a seller's account, and what was paid out of it. */
public final class AccountApi {

    /** Bytes that a reader of a file or list of accounts can show. */
    static final String REFERENCE = "[\\x20-\\x7E]{1,200}";

    private AccountApi() {}

    /** {@code GET /v1/sellers/{id}/account}. */
    @RegisterForReflection
    @Schema(name = "SellerAccount")
    public record AccountView(
            @Schema(examples = "seller-3") String sellerId,

            @Schema(description = "Of all entries, by currency.")
            List<TotalsView> totals,

            @Schema(description = "The oldest first.") List<AccountEntryView> items,

            @Schema(description = "The cursor of the next page; left out at the end.") @Nullable
            String next) {}

    /** What all entries in one currency come to. */
    @RegisterForReflection
    @Schema(name = "SellerTotals")
    public record TotalsView(
            @Schema(examples = "EUR") String currency,

            @Schema(description = "Released to the seller (A18).", examples = "29.90")
            String released,

            @Schema(description = "Fined, less what was undone (A24, A27).", examples = "8.97")
            String fines,

            @Schema(description = "To be given back after the seller was paid (A19, D2).", examples = "0.00")
            String claims,

            @Schema(description = "Ways back that the seller pays (A19).", examples = "0.00")
            String returnShipping,

            @Schema(description = "What of these three was paid by money that came in (A24).", examples = "0.00")
            String claimsPaid,

            @Schema(description = "What of the rest of them is set off against what was released.", examples = "8.97")
            String netting,

            @Schema(description = "Paid out so far.", examples = "0.00")
            String paidOut,

            @Schema(description = "What is left of it all; below zero the seller owes it.", examples = "20.93")
            String balance,

            @Schema(description = "What is to be paid out.", examples = "20.93")
            String payoutsDue) {}

    /** One entry of a seller's account. */
    @RegisterForReflection
    @Schema(name = "SellerAccountEntry")
    public record AccountEntryView(
            UUID id,
            AccountKind kind,

            @Schema(description = "Left out of a payout.", examples = "order-1001") @Nullable
            String orderId,

            @Schema(description = "The rule that caused it.", examples = "A18")
            String rule,

            @Schema(description = "What the seller gets is positive.", examples = "-8.97")
            String amount,

            @Schema(examples = "EUR") String currency,

            @Schema(description = "Of the account in this currency, after it.", examples = "20.93")
            String balance,

            @Schema(description = "Of a payout, its id.", examples = "payout-17") @Nullable
            String payoutId,

            @Schema(description = "Of a payout, the bank's or the marketplace's.", examples = "SEPA-2031-03-01-17")
            @Nullable
            String reference,

            Instant at) {}

    /** {@code POST /v1/payouts}. */
    @RegisterForReflection
    @Schema(name = "PaidOut")
    public record PaidOut(
            @NotNull @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE) @Schema(examples = "payout-17")
            String id,

            @NotNull @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE) @Schema(examples = "seller-3")
            String sellerId,

            @NotNull @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE) @Schema(examples = "20.93")
            String amount,

            @NotNull @Size(min = 3, max = 3) @Schema(description = "ISO 4217.", examples = "EUR")
            String currency,

            @NotNull
            @Pattern(regexp = REFERENCE, message = "must be 1 to 200 visible ASCII characters or spaces")
            @Schema(description = "The bank's or the marketplace's own.", examples = "SEPA-2031-03-01-17")
            String reference) {

        Payouts.Payout toCommand() {
            return new Payouts.Payout(id, sellerId, amount, currency, reference);
        }
    }

    /** A payout that was taken down. */
    @RegisterForReflection
    @Schema(name = "Payout")
    public record PayoutView(
            @Schema(examples = "payout-17") String id,
            @Schema(examples = "seller-3") String sellerId,
            @Schema(examples = "20.93") String amount,
            @Schema(examples = "EUR") String currency,
            @Schema(examples = "SEPA-2031-03-01-17") String reference,

            @Schema(description = "What was still due after it.", examples = "0.00")
            String left,

            Instant at) {}

    /** What became of each line of a file. */
    @RegisterForReflection
    @Schema(name = "PayoutFileResult")
    public record FileResult(List<PayoutLine> lines) {}

    /** What became of one line. */
    @RegisterForReflection
    @Schema(name = "PayoutLine")
    public record PayoutLine(
            @Schema(description = "From 1, as in the file.", examples = "2")
            int line,

            @Schema(examples = "payout-17") @Nullable String id,
            LineOutcome result,
            @Nullable Problem problem) {}

    /** How a line ended. */
    public enum LineOutcome {
        /** Taken down. */
        PAID,
        /** It was there already. */
        UNCHANGED,
        /** Refused; the problem says why. */
        REJECTED
    }
}
