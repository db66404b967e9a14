package dev.countermand.database.query;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a row of a native query, read one after the other in the order of the statement. */
public final class Columns {

    private final @Nullable Object[] row;
    private int next;

    public Columns(@Nullable Object[] row, int first) {
        this.row = row;
        this.next = first;
    }

    public String text() {
        return Objects.requireNonNull(textOrNull());
    }

    @Nullable
    public String textOrNull() {
        return (String) row[next++];
    }

    public UUID id() {
        return Objects.requireNonNull(idOrNull());
    }

    @Nullable
    public UUID idOrNull() {
        return (UUID) row[next++];
    }

    public boolean flag() {
        return Boolean.TRUE.equals(flagOrNull());
    }

    @Nullable
    public Boolean flagOrNull() {
        return (Boolean) row[next++];
    }

    /** 0 where there is nothing. */
    public int count() {
        Long value = longOrNull();
        return value == null ? 0 : Math.toIntExact(value);
    }

    @Nullable
    public Long longOrNull() {
        Object value = row[next++];
        return value == null ? null : (Long) ((Number) value).longValue();
    }

    public Instant moment() {
        return Objects.requireNonNull(momentOrNull());
    }

    @Nullable
    public Instant momentOrNull() {
        return moment(row[next++]);
    }

    public static @Nullable Instant moment(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            default -> throw new IllegalStateException("not a moment: " + value.getClass());
        };
    }
}
