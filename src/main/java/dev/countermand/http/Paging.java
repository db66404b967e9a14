package dev.countermand.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Lists over HTTP: {@code ?limit=} and {@code ?cursor=} come in, {@code items} and {@code next} go out. */
@Singleton
@RegisterForReflection(targets = Page.class)
public class Paging implements ObjectMapperCustomizer {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /**
     * Reads {@code ?limit=}, 1 to {@link #MAX_LIMIT}, and {@code ?cursor=}; refuses what it does not understand.
     *
     * @param reader who reads which list: a cursor is good for them alone
     */
    static PageRequest of(@Nullable String limit, @Nullable String cursor, Cursors cursors, String reader) {
        return new PageRequest(
                limitOf(limit), cursor == null ? null : cursors.read(cursor, reader), key -> cursors.of(key, reader));
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

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(Page.class, PageForm.class);
    }

    /** How a page is written: {@code next} is always there. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    interface PageForm {

        @Nullable
        String next();
    }
}
