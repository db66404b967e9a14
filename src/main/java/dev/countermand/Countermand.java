package dev.countermand;

import dev.countermand.policy.catalogue.Policies;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Starts the service, or brings the schema up to date and ends. What cannot start says why in one sentence, before
 * anything else has begun. In dev mode {@code dev.countermand.demo.DevCountermand} starts in its place.
 */
@QuarkusMain
public final class Countermand {

    static final int CANNOT_START = 1;
    static final int WRONG_ARGUMENTS = 2;

    private static final String MIGRATE = "migrate";

    /** Without arguments serves; with {@code migrate} migrates the schema and ends with exit code 0. */
    public static void main(String... args) {
        List<String> arguments = List.of(args);
        if (arguments.isEmpty()) {
            serve(args);
        } else if (arguments.equals(List.of(MIGRATE))) {
            migrate();
        } else {
            end(
                    WRONG_ARGUMENTS,
                    "Countermand does not know \"" + String.join(" ", arguments) + "\": give it no arguments to serve,"
                            + " or \"migrate\" to bring the database's schema up to date and end.");
        }
    }

    private static void serve(String... args) {
        Config config = OperatorSettings.read();
        RequiredSettings.missingToServe(config)
                .or(() -> Policies.fault(config.getOptionalValue(Policies.FOLDER, String.class)))
                .ifPresent(sentence -> end(CANNOT_START, sentence));
        // The gate does it, and answers as everybody is answered; Quarkus answers with a bare status.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(args);
    }

    /** Quarkus initialises what there is, which includes the schema, and ends before it opens a port. */
    private static void migrate() {
        RequiredSettings.missingToMigrate(OperatorSettings.read()).ifPresent(sentence -> end(CANNOT_START, sentence));
        System.setProperty("quarkus.init-and-exit", "true");
        System.setProperty("quarkus.flyway.migrate-at-start", "true");
        System.setProperty("quarkus.oidc.tenant-enabled", "false");
        // An index on many rows takes its time.
        System.setProperty("quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", "0");
        Quarkus.run(null, Countermand::migrated);
    }

    private static void migrated(int exitCode, @Nullable Throwable failure) {
        if (exitCode == 0) {
            System.out.println("The schema is up to date.");
        } else {
            System.err.println("The schema was not migrated: " + (failure == null ? "" : rootMessage(failure)));
        }
        System.exit(exitCode);
    }

    /** The first line of what was wrong in the first place. */
    static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse(root.toString());
    }

    private static void end(int exitCode, String sentence) {
        System.err.println(sentence);
        System.exit(exitCode);
    }
}
