package dev.countermand.order;

import dev.countermand.order.units.PriceTag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the marketplace placed it; {@link OrderDrafts} says whether it can be one.
 *
 * @param market name of the policy
 * @param currency ISO 4217
 * @param placedAt now, if null
 * @param processingTime the time the seller has to ship (A9); the policy's, if null
 * @param items the order's lines, from 1
 * @param shippingFee decimal, in the currency
 * @param termsInWriting whether the buyer has the terms of return in writing (D2)
 * @param originHash of all that was sent: the same again is the same order
 */
public record NewOrder(
        String id,
        String market,
        String buyerId,
        String sellerId,
        String currency,
        @Nullable Instant placedAt,
        @Nullable Duration processingTime,
        List<Item> items,
        String shippingFee,
        @Nullable String shipFromCountry,
        Address shipTo,
        boolean termsInWriting,
        String originHash) {

    /**
     * Units of one article.
     *
     * @param price what it costs, in the order's currency
     * @param madeToMeasure made for this buyer alone (D3)
     */
    public record Item(String sku, @Nullable String title, int quantity, PriceTag price, boolean madeToMeasure) {}
}
