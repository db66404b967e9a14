package dev.countermand.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deployment.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/operations.md forgets no secret, and names no setting that is not there. */
class OperationsPageTest {

    private static final Path SETTINGS = Path.of("docs/settings.md");

    /** As the settings' table has them: name, default, in dev mode, unit. */
    private static final Pattern SECRET =
            Pattern.compile("(?m)^\\| `(countermand[\\w.-]+)` \\|[^|]*\\|[^|]*\\| (?:secrets?|key) \\|");

    private static final Pattern NAME = Pattern.compile("`(countermand\\.[a-z0-9.-]+)(?:=[^`]*)?`");
    private static final Pattern VARIABLE = Pattern.compile("\\b(COUNTERMAND_[A-Z0-9_]+)");

    @Test
    void everySecretSaysHowItIsChanged() throws IOException {
        List<String> secrets = SECRET.matcher(Files.readString(SETTINGS))
                .results()
                .map(secret -> secret.group(1))
                .toList();
        assertThat(secrets).hasSizeGreaterThan(10).contains("countermand.audit.key", "countermand.stripe.key");
        assertThat(Files.readString(OperationsPages.OPERATIONS)).contains(secrets);
    }

    @Test
    void onlySettingsThatAreThereAreNamed() throws IOException {
        String settings = Files.readString(SETTINGS);
        Set<String> variables = NAME.matcher(settings)
                .results()
                .map(name -> ServiceSettings.variable(name.group(1)))
                .collect(Collectors.toSet());
        for (Path page : OperationsPages.all()) {
            String text = Files.readString(page);
            assertThat(NAME.matcher(text).results().map(name -> name.group(1)))
                    .as(page.toString())
                    .allSatisfy(name -> assertThat(settings).contains("`" + name + "`"));
            assertThat(VARIABLE.matcher(text).results().map(variable -> variable.group(1)))
                    .as(page.toString())
                    .isSubsetOf(variables);
        }
    }
}
