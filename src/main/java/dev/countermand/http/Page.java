package dev.countermand.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countermand.kernel.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of a list, by key: what comes next starts behind the last item of this page. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(
        List<T> items,

        @Schema(description = "Send as `cursor` to read on; null at the end.", nullable = true) @Nullable
        String next) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /**
     * @param limit how many items, 1 to {@link #MAX_LIMIT}
     * @param after the key behind which to start; null at the beginning
     */
    public record Request(int limit, @Nullable String after) {

        /** Reads {@code ?limit=} and {@code ?cursor=}; refuses what it does not understand. */
        public static Request of(@Nullable String limit, @Nullable String cursor) {
            return new Request(limitOf(limit), cursor == null ? null : decode(cursor));
        }

        /** The id behind which to start, of a list that goes by ids; null at the beginning. */
        public @Nullable UUID afterId() {
            return after == null ? null : uuid(after);
        }

        /** What to ask the database for: one more than the page, to know whether there is a next one. */
        public int fetch() {
            return limit + 1;
        }

        private static int limitOf(@Nullable String text) {
            if (text == null) {
                return DEFAULT_LIMIT;
            }
            if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MAX_LIMIT) {
                throw Refusal.invalid("limit", "must be a whole number from 1 to " + MAX_LIMIT)
                        .asException();
            }
            return Integer.parseInt(text);
        }

        private static String decode(String cursor) {
            try {
                return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw badCursor();
            }
        }
    }

    /** The id a cursor remembers. */
    public static UUID uuid(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            throw badCursor();
        }
    }

    /** What to throw when a cursor was not made by this list. */
    public static RuntimeException badCursor() {
        return Refusal.invalid("cursor", "must be a cursor as the previous page gave it")
                .asException();
    }

    /**
     * Cuts what was fetched to the page.
     *
     * @param fetched up to {@link Request#fetch} rows
     * @param key what the cursor remembers of a row
     */
    public static <R, T> Page<T> of(List<R> fetched, Request request, Function<R, String> key, Function<R, T> item) {
        boolean more = fetched.size() > request.limit();
        List<R> rows = more ? fetched.subList(0, request.limit()) : fetched;
        String next = more ? encode(key.apply(rows.getLast())) : null;
        return new Page<>(rows.stream().map(item).toList(), next);
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
