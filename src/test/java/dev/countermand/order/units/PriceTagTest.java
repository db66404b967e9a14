package dev.countermand.order.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a marketplace says that a line costs, and what it cannot cost. */
class PriceTagTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final PriceTag.Off VOUCHER = new PriceTag.Off("SPRING-5", "Spring voucher", "5.00");
    private static final PriceTag.Off LAST_PIECES = new PriceTag.Off(null, "Last pieces", "1.25");

    private final List<FieldError> errors = new ArrayList<>();

    private @Nullable LinePrice read(@Nullable String total, PriceTag.Off... off) {
        return new PriceTag("12.50", total, List.of(off)).read("lines[0]", 2, EUR, errors);
    }

    @Test
    void withNothingElseItIsEachUnitAtItsPrice() {
        assertThat(read(null)).isEqualTo(LinePrice.full(new Money(1_250, EUR), 2));
        assertThat(read("25.00")).isEqualTo(LinePrice.full(new Money(1_250, EUR), 2));
        assertThat(errors).isEmpty();
    }

    @Test
    void aTotalNeedsNoDiscountsAndDiscountsNoTotal() {
        Discount voucher = new Discount("SPRING-5", "Spring voucher", 500);
        Discount last = new Discount(null, "Last pieces", 125);
        Money total = new Money(1_875, EUR);
        assertThat(read("18.75")).isEqualTo(new LinePrice(new Money(1_250, EUR), total, List.of()));
        assertThat(read(null, VOUCHER, LAST_PIECES))
                .isEqualTo(new LinePrice(new Money(1_250, EUR), total, List.of(voucher, last)))
                .isEqualTo(read("18.75", VOUCHER, LAST_PIECES));
        assertThat(read("0.00")).isNotNull();
        assertThat(errors).isEmpty();
    }

    @Test
    void neverMoreThanTheUnitsOneByOne() {
        assertThat(read("25.01")).isNull();
        says("lines[0].total", "must not be more than 25.00 EUR, which the units cost one by one");
    }

    @Test
    void discountsAddUpToTheDifference() {
        assertThat(read("20.00", VOUCHER, LAST_PIECES)).isNull();
        says(
                "lines[0].discounts",
                "must add up to 5.00 EUR, by which the total is less than the units cost one by one");
    }

    @Test
    void discountsTakeOffNoMoreThanThereIs() {
        assertThat(read(null, new PriceTag.Off(null, "All and more", "25.01"))).isNull();
        says("lines[0].discounts", "must not be more than 25.00 EUR, which the units cost one by one");
    }

    @Test
    void whatCannotBeReadIsNamed() {
        assertThat(read("18.7")).isNull();
        assertThat(read(null, VOUCHER, new PriceTag.Off(null, "Nothing", "0.00")))
                .isNull();
        assertThat(read(null, new PriceTag.Off(null, "Too fine", "1.001"))).isNull();
        assertThat(new PriceTag("1.2", null, List.of()).read("add[3]", 1, EUR, errors))
                .isNull();
        assertThat(errors)
                .extracting(FieldError::field)
                .containsExactly(
                        "lines[0].total",
                        "lines[0].discounts[1].amount",
                        "lines[0].discounts[0].amount",
                        "add[3].unitPrice");
    }

    private void says(String field, String message) {
        assertThat(errors).containsExactly(new FieldError(field, message));
    }
}
