package dev.countermand.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;
import java.util.Map;

/**
 * Starts the service in dev mode: brings its own database and signs its own tokens where no others are given. What it
 * made is remembered in system properties, because a live reload comes here again in the same process.
 */
@QuarkusMain(name = "dev")
@IfBuildProfile("dev")
public final class DevCountermand {

    private static final String DATABASE_URL = "quarkus.datasource.reactive.url";
    private static final String PUBLIC_KEY = "quarkus.oidc.public-key";
    private static final String AUTH_SERVER = "quarkus.oidc.auth-server-url";
    private static final String ISSUER = "quarkus.oidc.token.issuer";
    private static final int CANNOT_START = 1;

    public static void main(String... args) {
        try {
            DevFolder folder = DevFolder.find();
            System.setProperty(DevFolder.PROPERTY, folder.path().toString());
            if (!isGiven(DATABASE_URL)) {
                EmbeddedDatabase database = EmbeddedDatabase.kept(folder);
                set(Map.of(
                        DATABASE_URL,
                        database.url(),
                        "quarkus.datasource.username",
                        EmbeddedDatabase.USER,
                        "quarkus.datasource.password",
                        EmbeddedDatabase.USER));
            }
            if (!isGiven(PUBLIC_KEY) && !isGiven(AUTH_SERVER)) {
                SigningKeys keys = SigningKeys.generate();
                set(Map.of(
                        PUBLIC_KEY,
                        keys.publicKey(),
                        SigningKeys.PROPERTY,
                        keys.privateKey(),
                        ISSUER,
                        DevTokens.ISSUER));
            }
        } catch (DemoFailure e) {
            System.err.println(e.getMessage());
            System.exit(CANNOT_START);
        }
        // As in production.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(args);
    }

    private static boolean isGiven(String property) {
        String variable = property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return System.getProperty(property) != null || System.getenv(variable) != null;
    }

    private static void set(Map<String, String> properties) {
        properties.forEach(System::setProperty);
    }
}
