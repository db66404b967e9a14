package dev.countermand.review.queue;

import dev.countermand.kernel.PageRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The orders of a queue. Each goes up along an index of its own, by its key and then by the case's id. */
enum QueueSort {
    /** Risk x money x time, the most pressing first: {@code Priority}. */
    PRIORITY("priority", "coalesce(c.ranks_at, c.due_at)"),
    /** The worst first. */
    SCORE("score", "-c.score"),
    /** The most money first; of one currency, for amounts of two have no order. */
    AMOUNT("amount", "-c.amount"),
    /** The most urgent first. */
    DUE_AT("dueAt", "c.due_at"),
    /** The oldest first. */
    OPENED_AT("openedAt", "c.opened_at");

    /** A place in a list: behind it comes the next page. */
    record Position(Object key, UUID id) {}

    private final String code;
    private final String key;

    QueueSort(String code, String key) {
        this.code = code;
        this.key = key;
    }

    static Optional<QueueSort> of(String code) {
        return Arrays.stream(values()).filter(sort -> sort.code.equals(code)).findFirst();
    }

    static String codes() {
        return Arrays.stream(values()).map(QueueSort::code).collect(Collectors.joining(", "));
    }

    String code() {
        return code;
    }

    /** In the database's words. */
    String key() {
        return key;
    }

    /** What a cursor remembers. */
    String cursor(QueuedCase last) {
        Object at = switch (this) {
            case PRIORITY -> last.ranksAt();
            case SCORE -> -last.score();
            case AMOUNT -> -last.amount().minor();
            case DUE_AT -> last.dueAt();
            case OPENED_AT -> last.openedAt();
        };
        return code + "|" + at + "|" + last.id();
    }

    /** Where to go on; null at the beginning. Refuses a cursor that a list in another order has made. */
    @Nullable
    Position position(PageRequest page) {
        String after = page.after();
        if (after == null) {
            return null;
        }
        String[] parts = after.split("\\|", -1);
        if (parts.length != 3 || !parts[0].equals(code)) {
            throw PageRequest.unknownKey();
        }
        try {
            return new Position(read(parts[1]), PageRequest.id(parts[2]));
        } catch (DateTimeParseException | NumberFormatException e) {
            throw PageRequest.unknownKey();
        }
    }

    private Object read(String key) {
        return switch (this) {
            case SCORE -> Integer.valueOf(key);
            case AMOUNT -> Long.valueOf(key);
            case PRIORITY, DUE_AT, OPENED_AT -> Instant.parse(key);
        };
    }
}
