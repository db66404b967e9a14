package dev.countermand.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.kernel.Caller;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Visible;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of cases by key. */
class CaseFilterTest {

    @ParameterizedTest
    @EnumSource
    void goesOnBehindTheLastCaseOfAPage(CaseFilter.Sort sort) {
        CaseRow row = new CaseRow();
        row.id = new UUID(1, 2);
        row.score = 60;
        row.dueAt = Instant.parse("2026-03-02T12:00:00.123456Z");
        row.openedAt = Instant.parse("2026-03-01T12:00:00Z");
        CaseFilter filter = filter(sort);

        CaseFilter.Position position =
                Objects.requireNonNull(filter.position(new PageRequest(50, filter.key(row), UnaryOperator.identity())));

        assertThat(position.id()).isEqualTo(row.id);
        assertThat(position.value())
                .isEqualTo(
                        switch (sort) {
                            case SCORE -> 60;
                            case DUE_AT -> row.dueAt;
                            case OPENED_AT -> row.openedAt;
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
        assertThatThrownBy(() ->
                        filter(CaseFilter.Sort.SCORE).position(new PageRequest(50, cursor, UnaryOperator.identity())))
                .isInstanceOf(RefusedException.class);
    }

    private static CaseFilter filter(CaseFilter.Sort sort) {
        Caller moderator = new Caller("mod-1", Set.of(Role.MODERATOR), null);
        return new CaseFilter(
                Visible.everybodysTo(moderator),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                sort);
    }
}
