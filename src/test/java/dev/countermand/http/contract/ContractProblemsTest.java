package dev.countermand.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Contract;
import dev.countermand.http.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every problem that the code can answer with is in the contract. */
class ContractProblemsTest {

    /** Where a problem is made that is no refusal. */
    private static final Pattern MADE = Pattern.compile("\\bplain\\(\\s*(?:\\d+|status),\\s*\"([^\"]+)\"");

    @Test
    void allThatTheCodeMakesAreListed() throws IOException {
        Set<String> made = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                MADE.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(made::add);
            }
        }

        assertThat(made).isNotEmpty();
        assertThat(titles()).containsAll(made);
    }

    @Test
    void allThatAreListedArePublished() {
        Contract contract = Contract.published();
        String description = contract.document().at("/info/description").asText();
        String types = contract.document()
                .at("/components/schemas/Problem/properties/type/enum")
                .toString();

        for (Problem problem : ContractProblems.all()) {
            assertThat(description).contains("`" + problem.type() + "`", problem.title());
            assertThat(types).contains("\"" + problem.type() + "\"");
        }
    }

    /** Whoever is told to come again, or to send less, branches on one code, whatever stood behind it. */
    @Test
    void theExamplesHaveTheCodesThatAreSent() {
        assertThat(ContractProblems.byStatus())
                .extractingFromEntries(each -> each.getValue().code())
                .contains("BODY_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "TOO_MANY_REQUESTS", "SERVICE_UNAVAILABLE");
        assertThat(ContractProblems.all().stream()
                        .filter(problem -> problem.status() == 429 || problem.status() >= 500)
                        .map(Problem::status))
                .doesNotHaveDuplicates();
    }

    @Test
    void eachTypeStandsOnce() {
        List<String> types = ContractProblems.all().stream().map(Problem::type).toList();

        assertThat(types).doesNotHaveDuplicates();
    }

    private static Set<String> titles() {
        return ContractProblems.all().stream().map(Problem::title).collect(Collectors.toSet());
    }
}
