package dev.countermand.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.countermand.deployment.ServiceSettings;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What a native image needs and no test of the JVM misses. To build one takes many minutes; this takes none. */
class NativeImageTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.countermand");

    private static final Path RESOURCES = Path.of("src/main/resources");

    /** Quarkus takes these by itself. */
    private static final List<String> KNOWN = List.of("application.properties", "ValidationMessages.properties");

    private static final List<String> KNOWN_FOLDERS = List.of("META-INF", "db");

    /** Static fields are filled while the image is built: chance would be the same at each start, threads are refused. */
    @Test
    void nothingThatBelongsToARunIsStatic() {
        Stream<String> kept = MAIN.stream()
                .flatMap(each -> each.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> ofARun(field.getRawType()))
                .map(JavaField::getFullName);

        assertThat(kept).isEmpty();
    }

    private static boolean ofARun(JavaClass type) {
        return Stream.of(Random.class, Thread.class, InputStream.class, java.nio.channels.Channel.class)
                .anyMatch(type::isAssignableTo);
    }

    /** Until Quarkus runs, a native image has the configuration of its build, with the environment of that machine. */
    @Test
    void nobodyAsksForTheConfigurationOfTheBuild() {
        Stream<String> callers = MAIN.stream()
                .flatMap(each -> each.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(ConfigProvider.class))
                .map(call -> call.getOrigin().getFullName());

        assertThat(callers)
                .as("take OperatorSettings, or have a Config injected")
                .isEmpty();
    }

    @Test
    void everyResourceIsInTheImage() throws IOException {
        List<PathMatcher> included = Arrays.stream(ServiceSettings.setting("quarkus.native.resources.includes", "")
                        .split(","))
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();

        try (Stream<Path> files = Files.walk(RESOURCES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(RESOURCES::relativize)
                            .filter(file -> !KNOWN.contains(file.toString()))
                            .filter(file ->
                                    !KNOWN_FOLDERS.contains(file.getName(0).toString()))
                            .filter(file -> included.stream().noneMatch(glob -> glob.matches(file))))
                    .isEmpty();
        }
    }

    /** Jackson, Bean Validation and the published document find records by reflection. */
    @Test
    void everythingThatGoesOverHttpIsKnownToReflection() {
        Stream<String> unknown = MAIN.stream()
                .filter(each -> each.isRecord() && each.getEnclosingClass().isPresent())
                .filter(each -> each.getEnclosingClass().get().getSimpleName().matches("\\w+(Api|View)"))
                .filter(each -> !each.isAnnotatedWith(RegisterForReflection.class))
                .map(JavaClass::getName);

        assertThat(unknown).isEmpty();
    }
}
