package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.docs.OperationsPages;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What runbooks tell somebody to type at night is understood: statements by the database, calls by the contract. */
@QuarkusTest
class RunbooksTest {

    private static final Pattern INLINE = Pattern.compile("`((?:select|update) [^`]+)`");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```sql\n(.*?)^```");
    private static final Pattern CALL = Pattern.compile("\\b(GET|POST|PUT|DELETE) (/v1/[^\\s`?:;,)]*)");

    /** An extension that not every database has; the runbook says so. */
    private static final String EXTENSION = "pg_stat_statements";

    @Inject
    DataSource source;

    @Test
    void everyStatementIsOneThatTheDatabaseUnderstands() throws IOException {
        PlainSql sql = new PlainSql(source);
        List<String> statements = new ArrayList<>();
        for (Path page : OperationsPages.all()) {
            String text = Files.readString(page);
            INLINE.matcher(text).results().forEach(found -> statements.add(found.group(1)));
            FENCED.matcher(text)
                    .results()
                    .flatMap(found -> Stream.of(found.group(1).split(";", -1)))
                    .filter(statement -> !statement.isBlank())
                    .forEach(statements::add);
        }
        assertThat(statements).hasSizeGreaterThan(20);
        for (String statement : statements) {
            if (!statement.contains(EXTENSION)) {
                // What is left open is an id of some kind, or a process.
                String whole = statement
                        .replace("'...'", "'00000000-0000-0000-0000-000000000000'")
                        .replace("PID", "0");
                assertThat(sql.ask("explain " + whole)).as(statement).isNotEmpty();
            }
        }
    }

    @Test
    void everyCallIsOneOfTheContract() throws IOException {
        Set<String> addresses = Contract.published().addresses().stream()
                .map(RunbooksTest::nameless)
                .collect(Collectors.toSet());
        List<String> called = new ArrayList<>();
        for (Path page : OperationsPages.all()) {
            Matcher call = CALL.matcher(Files.readString(page));
            while (call.find()) {
                called.add(nameless(call.group(2)));
            }
        }
        assertThat(called).hasSizeGreaterThan(20).isSubsetOf(addresses);
    }

    /** Whatever its parameters are called. */
    private static String nameless(String address) {
        return address.replaceAll("\\{\\w+}", "{}");
    }
}
