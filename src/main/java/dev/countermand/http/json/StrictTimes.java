package dev.countermand.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Iso8601;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;

/**
 * Times, days, durations and ids in bodies have one form each. Jackson would take {@code 86400}, and {@code "86400"} as
 * well, for seconds since 1970.
 */
final class StrictTimes extends SimpleModule {

    private static final long serialVersionUID = 1L;

    StrictTimes() {
        super("strict-times");
        addDeserializer(Instant.class, new OneForm<>(Instant.class, Iso8601::instant));
        addDeserializer(LocalDate.class, new OneForm<>(LocalDate.class, Iso8601::date));
        addDeserializer(Duration.class, new OneForm<>(Duration.class, Iso8601::duration));
        addDeserializer(UUID.class, new OneForm<>(UUID.class, StrictTimes::id));
    }

    private static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> new IllegalArgumentException("not an id"));
    }

    /** A value that is written as a text, and is read by one function or not at all. */
    private static final class OneForm<T> extends StdScalarDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final Class<T> type;
        private final transient Function<String, T> reader;

        OneForm(Class<T> type, Function<String, T> reader) {
            super(type);
            this.type = type;
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(context.handleUnexpectedToken(type, parser));
            }
            try {
                return reader.apply(parser.getText());
            } catch (DateTimeException | IllegalArgumentException e) {
                throw InvalidFormatException.from(parser, "not in the one form", "", type);
            }
        }
    }
}
