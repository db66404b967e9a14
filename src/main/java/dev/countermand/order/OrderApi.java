package dev.countermand.order;

import dev.countermand.kernel.Words;
import dev.countermand.order.units.LineUnits;
import dev.countermand.order.units.PriceTag;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the marketplace sends about an order. */
public final class OrderApi {

    /** An id given by the marketplace: 1 to 64 of letters, digits and . _ : -. */
    public static final String ID = "[A-Za-z0-9._:-]{1,64}";

    public static final String ID_MESSAGE = "must be 1 to 64 of letters, digits and . _ : -";
    public static final String AMOUNT = "(0|[1-9]\\d{0,12})(\\.\\d{1,4})?";
    public static final String AMOUNT_MESSAGE =
            "must be a non-negative decimal string without needless zeros before it, for example \"12.50\"";
    private static final String COUNTRY = "[A-Z]{2}";
    private static final String COUNTRY_MESSAGE = "must be a country code of two capital letters (ISO 3166-1)";

    private OrderApi() {}

    /** {@code POST /v1/orders}. */
    @RegisterForReflection
    @Schema(name = "PlaceOrder")
    public record PlaceOrder(
            @NotNull @Pattern(regexp = ID, message = ID_MESSAGE) @Schema(examples = "order-1001")
            String id,

            @NotNull @Schema(description = "Name of the market policy.", examples = "aliexpress")
            String market,

            @NotNull @Pattern(regexp = ID, message = ID_MESSAGE) @Schema(examples = "buyer-7")
            String buyerId,

            @NotNull @Pattern(regexp = ID, message = ID_MESSAGE) @Schema(examples = "seller-3")
            String sellerId,

            @NotNull @Schema(description = "ISO 4217; one that is in force.", examples = "EUR")
            String currency,

            @Schema(description = "When the buyer placed it; now, if left out. Not in the future.") @Nullable
            Instant placedAt,

            @Schema(
                    description = "Time the seller has to ship (A9), not longer than the policy's.",
                    examples = "P5D",
                    type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                    format = "duration")
            @Nullable
            Duration processingTime,

            @NotEmpty @Size(max = 200) List<@NotNull @Valid Line> lines,

            @NotNull @Pattern(regexp = AMOUNT, message = AMOUNT_MESSAGE) @Schema(examples = "4.90")
            String shippingFee,

            @Valid @Nullable Origin shipFrom,
            @NotNull @Valid Destination shipTo,

            @Schema(
                    description = "Whether the buyer has the terms of return in writing; assumed if left out (D2).",
                    examples = "true")
            @Nullable
            Boolean termsInWriting) {

        /**
         * @param originHash of what this is part of: the same again is the same order
         */
        public NewOrder toCommand(String originHash) {
            return new NewOrder(
                    id,
                    market,
                    buyerId,
                    sellerId,
                    currency,
                    placedAt,
                    processingTime,
                    lines.stream().map(Line::toItem).toList(),
                    shippingFee,
                    shipFrom == null ? null : shipFrom.country(),
                    shipTo.toAddress(),
                    !Boolean.FALSE.equals(termsInWriting),
                    originHash);
        }
    }

    /** Units of one article. */
    @RegisterForReflection
    @Schema(name = "PlaceOrderLine")
    public record Line(
            @NotNull @Size(min = 1, max = 100) @Schema(examples = "MUG-BLUE")
            String sku,

            @Size(max = 300) @Schema(examples = "Blue mug") @Nullable
            String title,

            @NotNull @Min(1) @Max(100_000) @Schema(examples = "2")
            Integer quantity,

            @NotNull
            @Pattern(regexp = AMOUNT, message = AMOUNT_MESSAGE)
            @Schema(description = "Of one unit, before discounts.", examples = "12.50")
            String unitPrice,

            @Pattern(regexp = AMOUNT, message = AMOUNT_MESSAGE)
            @Schema(
                    description =
                            "What all units of the line cost together, after discounts, a voucher's part, or \"three for"
                                    + " 10.00\"; at most quantity times unitPrice, which it is if it and the discounts"
                                    + " are left out. It is what the order owes, and what goes back, split over the units"
                                    + " without a rest (A20).",
                    examples = "20.00")
            @Nullable
            String total,

            @Size(max = 20)
            @Schema(
                    description = "Why the line costs less than its units one by one. With a total, they add up to the"
                            + " difference; without one, they make it.")
            @Nullable
            List<@NotNull @Valid Discount> discounts,

            @Schema(
                    description = "Made to measure for this buyer: excluded from return by law (D3).",
                    examples = "false")
            @Nullable
            Boolean madeToMeasure) {

        public NewOrder.Item toItem() {
            List<PriceTag.Off> off = discounts == null
                    ? List.of()
                    : discounts.stream()
                            .map(each -> new PriceTag.Off(each.id(), each.description(), each.amount()))
                            .toList();
            return new NewOrder.Item(
                    sku, title, quantity, new PriceTag(unitPrice, total, off), Boolean.TRUE.equals(madeToMeasure));
        }
    }

    /** What makes a line cost less. Of a voucher for the whole order, each line carries its own part. */
    @RegisterForReflection
    @Schema(name = "LineDiscount")
    public record Discount(
            @Pattern(regexp = ID, message = ID_MESSAGE)
            @Schema(description = "Your name for it, such as the voucher's code.", examples = "SPRING-5")
            @Nullable
            String id,

            @NotNull
            @Size(max = 300)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(description = "As the buyer reads it.", examples = "Spring voucher")
            String description,

            @NotNull
            @Pattern(regexp = AMOUNT, message = AMOUNT_MESSAGE)
            @Schema(description = "More than zero.", examples = "5.00")
            String amount) {}

    /** Where the seller ships from. */
    @RegisterForReflection
    @Schema(name = "ShipFrom")
    public record Origin(
            @NotNull @Pattern(regexp = COUNTRY, message = COUNTRY_MESSAGE) @Schema(examples = "CN")
            String country) {}

    /** Where the parcel goes. */
    @RegisterForReflection
    @Schema(name = "ShipTo")
    public record Destination(
            @NotNull @Pattern(regexp = COUNTRY, message = COUNTRY_MESSAGE) @Schema(examples = "DE")
            String country,

            @NotNull @Size(min = 1, max = 20) @Schema(examples = "10115")
            String postalCode,

            @Size(max = 100) @Schema(examples = "Berlin") @Nullable
            String city) {

        public Address toAddress() {
            return new Address(country, postalCode, city);
        }
    }

    /** Some units of a line. */
    @RegisterForReflection
    @Schema(name = "Units")
    public record Units(
            @NotNull @Min(1) @Schema(description = "Line of the order, from 1.", examples = "1")
            Integer line,

            @NotNull @Min(1) @Max(100_000) @Schema(examples = "1")
            Integer quantity) {

        /** The same as plain values; null, if none are named. */
        public static @Nullable List<LineUnits> plain(@Nullable List<Units> named) {
            return named == null
                    ? null
                    : named.stream()
                            .map(units -> new LineUnits(units.line, units.quantity))
                            .toList();
        }
    }
}
