package dev.countermand.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

/** Nothing is guessed: {@code "3"} is no number, 1 is no enumeration, and a key stands once. */
@Singleton
class JsonStrictness implements ObjectMapperCustomizer {

    /** Last of all, so that no module that comes later takes something back. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    @SuppressWarnings("deprecation") // there is no other switch for ALLOW_COERCION_OF_SCALARS on a built mapper
    public void customize(ObjectMapper mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS);
        mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        mapper.getFactory().configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true);
        mapper.getFactory().configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION.mappedFeature(), false);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.DateTime)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
        // A number would be taken for seconds since 1970; the contract knows one form of time.
        mapper.registerModule(new SimpleModule("strict-times")
                .addDeserializer(Instant.class, new StrictInstant())
                .addDeserializer(LocalDate.class, new StrictDate()));
        mapper.registerModule(new SimpleModule("strict-text").addDeserializer(String.class, new StrictText()));
        mapper.registerModule(new SimpleModule("short-lists").setDeserializerModifier(new ShortLists()));
        mapper.coercionConfigFor(LogicalType.Enum)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    }

    /** Within the same years as times. */
    private static final class StrictDate extends StdScalarDeserializer<LocalDate> {

        private static final long serialVersionUID = 1L;

        StrictDate() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
            }
            LocalDate date = LocalDateDeserializer.INSTANCE.deserialize(parser, context);
            if (date == null || date.getYear() < 1970 || date.getYear() > 2999) {
                throw InvalidFormatException.from(parser, "outside of the years 1970 to 2999", date, LocalDate.class);
            }
            return date;
        }
    }

    private static final class StrictInstant extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        /** Nothing that this service hears of happened before, or will happen after. */
        private static final Instant FIRST = Instant.EPOCH;

        private static final Instant END = Instant.parse("3000-01-01T00:00:00Z");

        StrictInstant() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            Instant time = InstantDeserializer.INSTANT.deserialize(parser, context);
            if (time.isBefore(FIRST) || !time.isBefore(END)) {
                throw InvalidFormatException.from(parser, "outside of the years 1970 to 2999", time, Instant.class);
            }
            return time;
        }
    }
}
