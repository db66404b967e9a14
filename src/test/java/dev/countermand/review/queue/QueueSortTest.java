package dev.countermand.review.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.RefusedException;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the queue by key. */
class QueueSortTest {

    static final QueuedCase ONE = new QueuedCase(
            "order-1",
            new UUID(1, 2),
            "seller-1",
            "buyer-1",
            "aliexpress",
            CaseStatus.OPEN,
            CaseReason.DETECTED,
            60,
            new Money(2_990, Currency.getInstance("EUR")),
            Instant.parse("2026-03-01T12:00:00Z"),
            Instant.parse("2026-03-06T12:00:00.123456Z"),
            null,
            null,
            null,
            null,
            null,
            Instant.parse("2026-03-02T07:00:00.654321Z"),
            List.of());

    @ParameterizedTest
    @EnumSource
    void goesOnBehindTheLastCaseOfAPage(QueueSort sort) {
        QueueSort.Position position =
                Objects.requireNonNull(sort.position(new PageRequest(50, sort.cursor(ONE), UnaryOperator.identity())));

        assertThat(position.id()).isEqualTo(ONE.id());
        assertThat(position.key())
                .isEqualTo(
                        switch (sort) {
                            case PRIORITY -> ONE.ranksAt();
                            case SCORE -> -60;
                            case AMOUNT -> -2_990L;
                            case DUE_AT -> ONE.dueAt();
                            case OPENED_AT -> ONE.openedAt();
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "score",
                "dueAt|2026-03-02T12:00:00Z|00000000-0000-0001-0000-000000000002",
                "score|x|00000000-0000-0001-0000-000000000002",
                "score|60|x",
                "score|60|00000000-0000-0001-0000-000000000002|"
            })
    void refusesACursorThatItDidNotMake(String cursor) {
        assertThatThrownBy(() -> QueueSort.SCORE.position(new PageRequest(50, cursor, UnaryOperator.identity())))
                .isInstanceOf(RefusedException.class);
    }
}
