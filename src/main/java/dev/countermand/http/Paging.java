package dev.countermand.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Lists over HTTP: {@code ?limit=} and {@code ?cursor=} come in, {@code items} and {@code next} go out. */
@Singleton
@RegisterForReflection(targets = Page.class)
public class Paging implements ObjectMapperCustomizer {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** Reads {@code ?limit=}, 1 to {@link #MAX_LIMIT}, and {@code ?cursor=}; refuses what it does not understand. */
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(limitOf(limit), cursor == null ? null : decode(cursor));
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
            throw PageRequest.unknownKey();
        }
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(Page.class, PageForm.class);
    }

    /** How a page is written: {@code next} is always there, and keeps its key to itself. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    interface PageForm {

        @JsonSerialize(using = Cursor.class)
        @Nullable
        String next();
    }

    /** Writes a key as a cursor. */
    @RegisterForReflection
    static final class Cursor extends StdSerializer<String> {

        private static final long serialVersionUID = 1L;

        Cursor() {
            super(String.class);
        }

        @Override
        public void serialize(String key, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
