package dev.countermand.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.countermand.kernel.Refusal.FieldError;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists are counted while they are read. */
class ShortListsTest {

    /** A body with lists. */
    record Body(
            @Size(min = 1, max = 3) @Nullable List<Element> few,
            @Size(max = 2) @Nullable List<String> words,
            @Nullable List<Element> unsaid) {}

    record Element(
            @Nullable @Size(max = 1) List<Integer> inner,
            @Nullable String name) {}

    private final ObjectMapper json = mapper();

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        new JsonStrictness().customize(mapper);
        return mapper;
    }

    @Test
    void takesAsManyAsTheConstraintAllows() throws IOException {
        Body body =
                json.readValue("{\"few\":[{},{\"inner\":[1]},{\"name\":\"a\"}],\"words\":[\"a\",\"b\"]}", Body.class);
        assertThat(body.few()).hasSize(3);
        assertThat(body.words()).containsExactly("a", "b");
        assertThat(json.readValue("{\"few\":null}", Body.class).few()).isNull();
        assertThat(json.readValue("{\"few\":[]}", Body.class).few()).isEmpty();
    }

    @Test
    void namesTheListThatIsTooLong() {
        assertThat(refused("{\"few\":[{},{},{},{}]}")).isEqualTo(new FieldError("few", "size must be between 1 and 3"));
        assertThat(refused("{\"few\":[null,null,null,null]}"))
                .isEqualTo(new FieldError("few", "size must be between 1 and 3"));
        assertThat(refused("{\"words\":[\"a\",\"b\",\"c\"]}"))
                .isEqualTo(new FieldError("words", "size must be between 0 and 2"));
        assertThat(refused("{\"few\":[{},{\"inner\":[1,2]}]}"))
                .isEqualTo(new FieldError("few[1].inner", "size must be between 0 and 1"));
    }

    @Test
    void aListOfWhichNothingIsSaidIsNoLongerThanAny() throws IOException {
        String full = "[" + String.join(",", Collections.nCopies(ShortLists.AT_MOST, "{}")) + "]";
        String over = full.replace("]", ",{}]");
        assertThat(json.readValue(full, new TypeReference<List<JsonNode>>() {})).hasSize(ShortLists.AT_MOST);
        assertThat(json.readValue("{\"unsaid\":" + full + "}", Body.class).unsaid())
                .hasSize(ShortLists.AT_MOST);
        assertThat(refused("{\"unsaid\":" + over + "}").field()).isEqualTo("unsaid");
        JsonProcessingException failure = catchThrowableOfType(
                JsonProcessingException.class, () -> json.readValue(over, new TypeReference<List<JsonNode>>() {}));
        assertThat(InvalidBodies.refusalOf(failure).errors())
                .containsExactly(new FieldError("body", "size must be between 0 and 500"));
    }

    @Test
    void readsNoFurtherThanTheFirstOneTooMany() throws IOException {
        String body = "{\"few\":[{},{},{},{}," + "{},".repeat(100_000) + "{}]}";
        try (JsonParser parser = json.createParser(body)) {
            assertThat(catchThrowableOfType(JsonProcessingException.class, () -> parser.readValueAs(Body.class)))
                    .isInstanceOf(ShortLists.TooLong.class);
            assertThat(parser.currentLocation().getCharOffset()).isLessThan(30);
        }
    }

    private FieldError refused(String body) {
        JsonProcessingException failure =
                catchThrowableOfType(JsonProcessingException.class, () -> json.readValue(body, Body.class));
        return InvalidBodies.refusalOf(failure).errors().getFirst();
    }
}
