package dev.countermand;

import dev.countermand.demo.DevTokens;
import dev.countermand.demo.EmbeddedDatabase;
import dev.countermand.demo.SigningKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Gives every {@code @QuarkusTest} a PostgreSQL and a key pair; all of them in one run of the JVM share the same. What
 * was made is remembered in system properties, because Quarkus may load this class more than once.
 */
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    /** Unpacked once, and again after a clean. */
    public static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();

    private static final String URL = "countermand.test.database";
    private static final String PUBLIC_KEY = "countermand.test.public-key";
    private static final String PRIVATE_KEY = "countermand.test.private-key";

    @Override
    public Map<String, String> start() {
        if (System.getProperty(URL) == null) {
            make();
        }
        return Map.of(
                "quarkus.datasource.reactive.url",
                System.getProperty(URL),
                "quarkus.datasource.username",
                EmbeddedDatabase.USER,
                "quarkus.datasource.password",
                EmbeddedDatabase.USER,
                "quarkus.oidc.public-key",
                System.getProperty(PUBLIC_KEY),
                SigningKeys.PROPERTY,
                System.getProperty(PRIVATE_KEY),
                "quarkus.oidc.token.issuer",
                DevTokens.ISSUER);
    }

    private static void make() {
        try {
            System.setProperty(URL, EmbeddedDatabase.temporary(PROGRAMS).url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SigningKeys keys = SigningKeys.generate();
        System.setProperty(PUBLIC_KEY, keys.publicKey());
        System.setProperty(PRIVATE_KEY, keys.privateKey());
    }

    /** The database ends with the JVM. */
    @Override
    public void stop() {}
}
