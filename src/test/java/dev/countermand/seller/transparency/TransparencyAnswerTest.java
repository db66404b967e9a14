package dev.countermand.seller.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the database says to a batch, in the shapes that it answers in. */
class TransparencyAnswerTest {

    private static final UUID A = new UUID(0x0198c5b200007000L, 0x8000000000000001L);
    private static final UUID B = new UUID(0x0198c5b200007000L, 0x8000000000000002L);

    @Test
    void createdSaysTheIdsThere() {
        assertThat(of(201, """
                {"statements":[{"puid":"%s","uuid":"there-b"},{"puid":"%s","uuid":"there-a"}]}""".formatted(B, A)))
                .isEqualTo(new TransparencyAnswer.Created(Map.of(A, "there-a", B, "there-b")));
        assertThat(of(201, "not JSON")).isEqualTo(new TransparencyAnswer.Created(Map.of()));
    }

    /** As a list, and as PHP writes a list from which something was taken: with the places as names. */
    @Test
    void existingOnesAreDone() {
        String message = "The platform identifier(s) are not all unique within this call.";
        for (String existing : List.of("[\"%s\"]".formatted(B), "{\"1\":\"%s\"}".formatted(B))) {
            assertThat(of(422, """
                    {"message":"%s","errors":{"puid":["%s"],"existing_puids":%s}}""".formatted(message, message, existing)))
                    .isEqualTo(new TransparencyAnswer.Exist(Set.of(B)));
        }
        assertThat(of(422, """
                {"message":"The identifier given is not unique within this platform.",
                 "errors":{"puid":["not unique"]},"existing":{"puid":"%s"}}""".formatted(A))).isEqualTo(new TransparencyAnswer.Exist(Set.of(A)));
    }

    @Test
    void faultyOnesAreToldByTheirPlace() {
        assertThat(of(422, """
                {"errors":{"statement_1":{"decision_facts":["The decision facts field is required."]}}}"""))
                .isEqualTo(new TransparencyAnswer.Refused(
                        Map.of(B, "{\"decision_facts\":[\"The decision facts field is required.\"]}")));
    }

    /** Whatever is not of one statement is tried again: it says nothing of any of them. */
    @Test
    void allElseHasFailed() {
        for (int status : new int[] {200, 401, 403, 422, 429, 500, 503}) {
            assertThat(of(status, "{\"message\":\"no\"}"))
                    .isEqualTo(new TransparencyAnswer.Failed("It answered " + status + ": {\"message\":\"no\"}"));
        }
        assertThat(of(422, "{\"errors\":{\"existing_puids\":[\"somebody-elses\"]}}"))
                .isInstanceOf(TransparencyAnswer.Failed.class);
        assertThat(((TransparencyAnswer.Failed) of(500, "x".repeat(9_000))).words())
                .hasSize(TransparencyAnswer.WORDS_AT_MOST);
    }

    @Test
    void theWaitDoublesUpToAnHour() {
        assertThat(StatementExports.waitAfter(1)).hasMinutes(1);
        assertThat(StatementExports.waitAfter(2)).hasMinutes(2);
        assertThat(StatementExports.waitAfter(6)).hasMinutes(32);
        assertThat(StatementExports.waitAfter(7)).hasMinutes(60);
        assertThat(StatementExports.waitAfter(1_000)).hasMinutes(60);
    }

    private static TransparencyAnswer of(int status, String body) {
        return TransparencyAnswer.of(status, body, List.of(A, B), new ObjectMapper());
    }
}
