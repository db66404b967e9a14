package dev.countermand.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the fuzzer sends depends on its seed alone, and leaves no part of the contract out. */
class GeneratorTest {

    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");
    private static final int IN_EVERY_BUILD = 4_000;

    private static List<Operation> operations = List.of();

    @BeforeAll
    static void read() throws IOException {
        operations = PublishedOperations.read();
    }

    @Test
    void theSameSeedMakesTheSameCalls() {
        Generator first = new Generator(operations, 7, NOW);
        Generator again = new Generator(operations, 7, NOW);
        Generator other = new Generator(operations, 8, NOW);
        int alike = 0;
        for (int number = 400; number >= 0; number--) {
            assertThat(bytes(again, number)).as("call %d", number).isEqualTo(bytes(first, number));
            alike += bytes(other, number).equals(bytes(first, number)) ? 1 : 0;
        }
        assertThat(alike).isLessThan(4);
    }

    @Test
    void everyOperationAndEveryFieldAndEveryParameterHasItsTurnInABuild() {
        Generator generator = new Generator(operations, 1, NOW);
        assertThat(generator.targets()).hasSizeLessThan(IN_EVERY_BUILD);
        Set<String> turns = new HashSet<>();
        generator.targets().forEach(target -> turns.add(target.operation() + " " + target.place()));
        Set<String> missing = new TreeSet<>();
        for (Operation operation : operations) {
            operation
                    .parameters()
                    .forEach(parameter -> missing.add(operation + " " + parameter.in() + " " + parameter.name()));
            for (String always :
                    List.of("nothing", "method", "path", "query", "caller", "framing", "body as a whole")) {
                missing.add(operation + " " + always);
            }
            JsonNode schema = operation.body();
            if (schema != null && operation.takesJson()) {
                WrongFields.spots(schema).keySet().forEach(spot -> missing.add(operation + " body " + spot));
            }
        }
        assertThat(missing).hasSizeGreaterThan(500);
        missing.removeAll(turns);
        assertThat(missing).isEmpty();
    }

    /** Of what is wrong in any operation, at least in one. */
    @Test
    void everyWrongThingChangesACall() {
        Set<String> without = new TreeSet<>();
        Set<String> changing = new HashSet<>();
        for (Target target : new HashSet<>(new Generator(operations, 1, NOW).targets())) {
            for (Wrong wrong : target.wrongs()) {
                if (!changing.contains(wrong.says()) && changes(target.operation(), wrong)) {
                    changing.add(wrong.says());
                } else {
                    without.add(wrong.says());
                }
            }
        }
        without.removeAll(changing);
        assertThat(without).isEmpty();
    }

    /** With one luck or another: a field may be true already. */
    private static boolean changes(Operation operation, Wrong wrong) {
        for (int luck = 0; luck < 8; luck++) {
            Draft right = right(operation, luck);
            Draft made = right(operation, luck);
            made.make(wrong, new Random(luck));
            if (!bytes(right).equals(bytes(made))) {
                return true;
            }
        }
        return false;
    }

    private static Draft right(Operation operation, int luck) {
        return new ValidCalls(new Random(luck), "fresh", NOW, true).of(operation);
    }

    private static String bytes(Generator generator, int number) {
        return bytes(generator.draft(number));
    }

    private static String bytes(Draft draft) {
        return new String(draft.message(NoNames.INSTANCE).bytes(), StandardCharsets.ISO_8859_1);
    }

    /** What exists keeps its name in the call. */
    private enum NoNames implements Draft.Names {
        INSTANCE;

        @Override
        public String fill(String text) {
            return text;
        }

        @Override
        public String signature(byte[] body) {
            return "signature";
        }
    }
}
