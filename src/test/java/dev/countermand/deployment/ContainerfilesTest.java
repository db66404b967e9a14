package dev.countermand.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The images take what the Quarkus build leaves in {@code target}, and do not run as root. */
class ContainerfilesTest {
    private static final Path FOLDER = Path.of("deployment/container");

    @ParameterizedTest
    @ValueSource(strings = {"Containerfile.jvm", "Containerfile.native"})
    void runsAsAUserThatIsANumberAndNotRoot(String file) throws IOException {
        List<String> users = instructions(file, "USER");

        // Kubernetes can only hold a numeric user against runAsNonRoot.
        assertThat(users).hasSize(1);
        assertThat(Integer.parseInt(users.getFirst())).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Containerfile.jvm", "Containerfile.native"})
    void startsFromAFixedVersionAndOpensBothPorts(String file) throws IOException {
        assertThat(instructions(file, "FROM"))
                .singleElement()
                .asString()
                .containsPattern(":[0-9][^:/]*$")
                .doesNotEndWith(":latest");
        assertThat(instructions(file, "EXPOSE")).containsExactly("8080 9000");
    }

    @ParameterizedTest
    @CsvSource({
        "Containerfile.jvm, target/quarkus-app/lib/ target/quarkus-app/*.jar target/quarkus-app/app/ target/quarkus-app/quarkus/",
        "Containerfile.native, target/*-runner",
    })
    void copiesWhatTheBuildMakes(String file, String made) throws IOException {
        assertThat(copied(file)).containsExactly(made.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "Containerfile.jvm, '[\"java\", \"-jar\", \"/deployments/quarkus-run.jar\"]'",
        "Containerfile.native, '[\"/deployments/application\"]'",
    })
    void passesArgumentsOnToTheApplication(String file, String entryPoint) throws IOException {
        // The exec form: with a shell in between, neither arguments nor SIGTERM would arrive.
        assertThat(instructions(file, "ENTRYPOINT")).containsExactly(entryPoint);
        assertThat(instructions(file, "CMD")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Containerfile.jvm", "Containerfile.native"})
    void dockerignoreLetsThroughAllThatIsCopied(String file) throws IOException {
        List<String> let = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1).replace("*", ""))
                .toList();

        assertThat(copied(file))
                .allSatisfy(source -> assertThat(let)
                        .anyMatch(prefix -> source.replace("*", "").startsWith(prefix)));
    }

    /** What the COPY lines of a file take from the project. */
    private static List<String> copied(String file) throws IOException {
        return instructions(file, "COPY").stream()
                .flatMap(arguments -> {
                    List<String> words = Stream.of(arguments.split(" +", -1))
                            .filter(word -> !word.startsWith("--"))
                            .toList();
                    return words.subList(0, words.size() - 1).stream();
                })
                .toList();
    }

    private static List<String> instructions(String file, String name) throws IOException {
        List<String> found = new ArrayList<>();
        for (String line : Files.readString(FOLDER.resolve(file))
                .replace("\\\n", " ")
                .lines()
                .toList()) {
            if (line.startsWith(name + " ")) {
                found.add(line.substring(name.length()).strip());
            }
        }
        return found;
    }
}
