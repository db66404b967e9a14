package dev.countermand.fraud;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a row of a native query, read one after the other in the order of the statement. */
final class Columns {

    private final @Nullable Object[] row;
    private int next;

    Columns(@Nullable Object[] row, int first) {
        this.row = row;
        this.next = first;
    }

    String text() {
        return Objects.requireNonNull(textOrNull());
    }

    @Nullable
    String textOrNull() {
        return (String) row[next++];
    }

    UUID id() {
        return (UUID) Objects.requireNonNull(row[next++]);
    }

    boolean flag() {
        return Boolean.TRUE.equals(flagOrNull());
    }

    @Nullable
    Boolean flagOrNull() {
        return (Boolean) row[next++];
    }

    /** 0 where there is nothing. */
    int count() {
        Long value = longOrNull();
        return value == null ? 0 : Math.toIntExact(value);
    }

    @Nullable
    Long longOrNull() {
        Object value = row[next++];
        return value == null ? null : (Long) ((Number) value).longValue();
    }

    Instant moment() {
        return Objects.requireNonNull(momentOrNull());
    }

    @Nullable
    Instant momentOrNull() {
        return moment(row[next++]);
    }

    static @Nullable Instant moment(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            default -> throw new IllegalStateException("not a moment: " + value.getClass());
        };
    }
}
