package dev.countermand.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every secret that the service can have has its place in the cluster. */
class SecretsTest {
    private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
    private static final Path README = Path.of("deployment/README.md");
    private static final Pattern SECRET = Pattern.compile("(?m)^# \\[secrets?] .*\\n#?(countermand\\.[\\w.-]+)=");

    /** Those of trials have no business in production. */
    @Test
    void theReadmeNamesEachSecretAsItIsNamedInTheEnvironment() throws IOException {
        List<String> secrets = SECRET.matcher(Files.readString(PROPERTIES))
                .results()
                .map(setting -> setting.group(1))
                .filter(setting -> !setting.startsWith("countermand.sandbox."))
                .map(ServiceSettings::variable)
                .toList();

        assertThat(secrets).hasSizeGreaterThan(10).contains("COUNTERMAND_STRIPE_PREVIOUS_WEBHOOK_SECRET");
        assertThat(Files.readString(README))
                .contains(secrets.stream().map(name -> "`" + name + "`").toList());
    }
}
