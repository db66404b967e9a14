package dev.countermand.payment.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.payment.refund.RefundPurpose.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A20: a refund names what it is for, and the parts add up. */
class RefundPurposesTest {

    private static final List<RefundPurpose> NAMED =
            List.of(RefundPurpose.units(1, 2, 2_500), RefundPurpose.units(3, 1, 0), RefundPurpose.shipping(490));

    @Test
    void whatIsNamedComesFirstAndTheRestIsTheRest() {
        assertThat(RefundPurposes.of(3_100, NAMED, Kind.GOODWILL))
                .containsExactly(
                        RefundPurpose.units(1, 2, 2_500),
                        RefundPurpose.shipping(490),
                        RefundPurpose.rest(Kind.GOODWILL, 110));
    }

    /** C3, E2: something was kept back. */
    @Test
    void whatIsNotGivenBackIsNotNamed() {
        assertThat(RefundPurposes.of(2_600, NAMED, Kind.SETTLEMENT))
                .containsExactly(RefundPurpose.units(1, 2, 2_500), RefundPurpose.shipping(100));
        assertThat(RefundPurposes.of(0, NAMED, Kind.SETTLEMENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 500, 2_499, 2_500, 2_501, 2_989, 2_990})
    void severalPaymentsShareThemToTheLastCent(long first) {
        List<RefundPurpose> parts = RefundPurposes.of(2_990, NAMED, Kind.GOODWILL);
        List<List<RefundPurpose>> each = RefundPurposes.share(parts, List.of(first, 2_990 - first));
        assertThat(sum(each.get(0), null)).isEqualTo(first);
        assertThat(sum(each.get(1), null)).isEqualTo(2_990 - first);
        assertThat(sum(each.get(0), Kind.SHIPPING) + sum(each.get(1), Kind.SHIPPING))
                .isEqualTo(490);
    }

    private static long sum(List<RefundPurpose> parts, @Nullable Kind kind) {
        return parts.stream()
                .filter(part -> kind == null || part.kind() == kind)
                .mapToLong(RefundPurpose::amount)
                .sum();
    }
}
