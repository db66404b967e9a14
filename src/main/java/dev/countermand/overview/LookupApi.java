package dev.countermand.overview;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.OrderApi;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.number.TrackingNumberDecoder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/orders/lookup}. */
public final class LookupApi {

    private LookupApi() {}

    /** What somebody on the phone has told of one order of theirs. */
    @RegisterForReflection
    @Schema(name = "LookUpOrders")
    public record LookUp(
            @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE) @Schema(examples = "order-1001") @Nullable
            String orderId,

            @Size(min = 1, max = 255) @Schema(examples = "buyer-7") @Nullable
            String buyerId,

            @Pattern(regexp = ParcelNumber.WRITTEN, message = ParcelNumber.WRITTEN_MESSAGE)
            @Schema(description = "Of a parcel, as printed on it.", examples = "1Z5R89390357567127")
            @Nullable
            String trackingNumber,

            @Pattern(regexp = "[A-Z]{2}", message = "must be two capital letters, of ISO 3166-1")
            @Schema(description = "Where it is sent; with postalCode.", examples = "DE")
            @Nullable
            String country,

            @Size(min = 1, max = 20) @Schema(description = "With country.", examples = "10115") @Nullable
            String postalCode,

            @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE)
            @Schema(description = "What was paid for it; with currency.", examples = "29.90")
            @Nullable
            String paid,

            @Schema(description = "With paid.", examples = "EUR") @Nullable
            String currency,

            @Schema(
                    description = "The day on which it was placed, or the one before or after.",
                    examples = "2026-03-01")
            @Nullable
            LocalDate placedOn) {

        BuyerLookup.Facts toCommand() {
            together("country", country, "postalCode", postalCode);
            together("paid", paid, "currency", currency);
            return new BuyerLookup.Facts(
                    orderId,
                    buyerId,
                    trackingNumber == null ? null : TrackingNumberDecoder.canonical(trackingNumber),
                    country == null || postalCode == null ? null : new BuyerLookup.Place(country, postalCode.strip()),
                    paid == null || currency == null ? null : money(paid, currency),
                    placedOn);
        }

        private static void together(String one, @Nullable Object first, String other, @Nullable Object second) {
            if ((first == null) != (second == null)) {
                throw Refusal.invalid(first == null ? one : other, "must be given, too")
                        .asException();
            }
        }

        private static Money money(String amount, String currency) {
            Currency known = Currency.inForce(currency)
                    .orElseThrow(() -> Refusal.invalid("currency", "must be a currency of ISO 4217")
                            .asException());
            return Money.read("paid", amount, known);
        }
    }

    /** Whose order it is, and their orders. */
    @RegisterForReflection
    @Schema(name = "FoundBuyer")
    public record FoundBuyer(
            @Schema(examples = "buyer-7") String buyerId,

            @Schema(description = "The newest 50, newest first.")
            List<OrderView> orders) {

        static FoundBuyer of(BuyerLookup.Found found) {
            return new FoundBuyer(
                    found.buyerId(), found.orders().stream().map(OrderView::of).toList());
        }
    }
}
