package dev.countermand.review;

import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Visible;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which cases of a list, and in which order. All of them are for the marketplace's own people. */
record CaseFilter(
        Visible.Everybodys whose,
        Optional<CaseStatus> status,
        Optional<String> assignee,
        Optional<String> sellerId,
        Optional<Integer> minScore,
        Sort sort) {

    /** The orders there are; cases that are equal in it follow by id. */
    enum Sort {
        /** The worst first. */
        SCORE("score", "score desc"),
        /** The most urgent first. */
        DUE_AT("dueAt", "dueAt"),
        /** The oldest first. */
        OPENED_AT("openedAt", "openedAt");

        private final String code;
        private final String order;

        Sort(String code, String order) {
            this.code = code;
            this.order = order;
        }

        String code() {
            return code;
        }

        /** In the database's words. */
        String orderBy() {
            return order + ", id";
        }

        /** What comes behind a position, of the entity with this alias. */
        String behind(String alias) {
            String field = alias + "." + code;
            String before = this == SCORE ? " < " : " > ";
            return "(" + field + before + ":last or (" + field + " = :last and " + alias + ".id > :lastId))";
        }

        private String valueOf(CaseRow row) {
            return switch (this) {
                case SCORE -> String.valueOf(row.score);
                case DUE_AT -> row.dueAt.toString();
                case OPENED_AT -> row.openedAt.toString();
            };
        }

        private Object read(String value) {
            return switch (this) {
                case SCORE -> Integer.valueOf(value);
                case DUE_AT, OPENED_AT -> Instant.parse(value);
            };
        }
    }

    /** A place in the list. */
    record Position(Object value, UUID id) {}

    /** What a cursor remembers. */
    String key(CaseRow row) {
        return sort.code + "|" + sort.valueOf(row) + "|" + row.id;
    }

    /** Where to go on; null at the beginning. */
    @Nullable
    Position position(PageRequest page) {
        String after = page.after();
        if (after == null) {
            return null;
        }
        String[] parts = after.split("\\|", -1);
        if (parts.length != 3 || !parts[0].equals(sort.code)) {
            throw PageRequest.unknownKey();
        }
        try {
            return new Position(sort.read(parts[1]), PageRequest.id(parts[2]));
        } catch (DateTimeException | NumberFormatException e) {
            throw PageRequest.unknownKey();
        }
    }
}
