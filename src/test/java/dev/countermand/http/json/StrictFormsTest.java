package dev.countermand.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.countermand.kernel.Iso8601;
import dev.countermand.kernel.Refusal.FieldError;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of field is written in one form, whatever field it is. */
class StrictFormsTest {

    enum Colour {
        RED,
        GREEN
    }

    record Body(
            @Nullable Instant time,
            @Nullable LocalDate day,
            @Nullable Duration duration,
            @Nullable UUID id,
            @Nullable Colour colour,
            @Nullable Integer count,
            @Nullable Boolean flag,
            @Nullable String text,
            @Nullable List<Instant> times) {}

    private final ObjectMapper json = mapper();

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        new JsonStrictness().customize(mapper);
        return mapper;
    }

    @Test
    void takesEachInItsForm() throws IOException {
        Body body = json.readValue("""
                 {"time": "2026-01-31T12:00:00Z", "day": "2026-01-31", "duration": "P3D",
                  "id": "0190a0a0-0000-7000-8000-000000000001", "colour": "RED", "count": 2, "flag": true, "text": "2",
                  "times": ["2026-01-31T12:00:00+02:00"]}\
                 """, Body.class);
        assertThat(body.time()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(body.day()).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(body.duration()).isEqualTo(Duration.ofDays(3));
        assertThat(body.id()).isEqualTo(UUID.fromString("0190a0a0-0000-7000-8000-000000000001"));
        assertThat(body.colour()).isEqualTo(Colour.RED);
        assertThat(body.times()).containsExactly(Instant.parse("2026-01-31T10:00:00Z"));
        assertThat(json.readValue("{\"time\":null,\"duration\":null,\"colour\":null,\"id\":null}", Body.class)
                        .time())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"20270429\"",
                "\"0\"",
                "\"1807270877.5\"",
                "20270429",
                "0",
                "1.5",
                "true",
                "[2026,1,31]",
                "{}",
                "\"\""
            })
    void aTimeIsNoNumberNorAnythingElse(String value) {
        assertThat(refused("time", value)).isEqualTo(new FieldError("time", Iso8601.INSTANT_MESSAGE));
        assertThat(refused("times", "[" + value + "]")).isEqualTo(new FieldError("times[0]", Iso8601.INSTANT_MESSAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"2029-01-01T22:00:00Z\"", "\"2029-01-01T22:00:00\"", "14610", "[2029,1,1]", "\"14610\"", "\"\""
            })
    void aDayIsNoTime(String value) {
        assertThat(refused("day", value)).isEqualTo(new FieldError("day", Iso8601.DATE_MESSAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "86400.5", "\"86400\"", "\"-P1D\"", "\"p1d\"", "{}", "\"\""})
    void aDurationIsNoNumber(String value) {
        assertThat(refused("duration", value)).isEqualTo(new FieldError("duration", Iso8601.DURATION_MESSAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\" RED \"",
                "\"RED\\n\"",
                "\"red\"",
                "\"0\"",
                "0",
                "1.0",
                "\"\"",
                "\" \"",
                "\"RED,GREEN\"",
                "[\"RED\"]"
            })
    void aValueOfAnEnumerationIsWrittenAsItIs(String value) {
        assertThat(refused("colour", value)).isEqualTo(new FieldError("colour", "must be one of RED, GREEN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "2.0", "2.5", "2e0", "true", "\"\"", "[2]", "9999999999"})
    void aCountIsAWholeNumber(String value) {
        assertThat(refused("count", value).field()).isEqualTo("count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "0", "\"\"", "[true]"})
    void aFlagIsTrueOrFalse(String value) {
        assertThat(refused("flag", value)).isEqualTo(new FieldError("flag", "must be true or false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2.5", "true", "[\"a\"]", "{}"})
    void aTextIsAString(String value) {
        assertThat(refused("text", value)).isEqualTo(new FieldError("text", "must be a string"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"\"", "\"AZCgoAAAcACAAAAAAAAAAQ==\"", "\" 0190a0a0-0000-7000-8000-000000000001\""})
    void anIdHasItsHyphens(String value) {
        assertThat(refused("id", value)).isEqualTo(new FieldError("id", "must be an id as this service gives it"));
    }

    private FieldError refused(String field, String value) {
        JsonProcessingException failure = catchThrowableOfType(
                JsonProcessingException.class, () -> json.readValue("{\"" + field + "\":" + value + "}", Body.class));
        assertThat(failure).as("%s is refused as %s", value, field).isNotNull();
        return InvalidBodies.refusalOf(failure).errors().getFirst();
    }
}
