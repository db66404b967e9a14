package dev.countermand;

import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.PropertiesConfigSourceLoader;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;

/**
 * What an operator has set, for whoever must know before Quarkus runs: its own configuration is, in a native image and until
 * then, that of the build, with the environment of the machine that built it.
 */
final class OperatorSettings {

    /** As Quarkus ranks the file: behind the environment. */
    private static final int FILE_ORDINAL = 260;

    private OperatorSettings() {}

    /** Read anew: system properties, the environment, {@code .env} and {@code config/application.properties}. */
    static Config read() {
        ClassLoader loader = OperatorSettings.class.getClassLoader();
        String file = Path.of("config", "application.properties")
                .toAbsolutePath()
                .toUri()
                .toString();
        return new SmallRyeConfigBuilder()
                .forClassLoader(loader)
                .addDefaultInterceptors()
                .addDefaultSources()
                .withSources(DotEnvConfigSourceProvider.dotEnvSources(loader))
                .withSources(PropertiesConfigSourceLoader.inFileSystem(file, FILE_ORDINAL, loader))
                .withProfile("prod")
                .build();
    }
}
