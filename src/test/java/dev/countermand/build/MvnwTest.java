package dev.countermand.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvnw} is a shell script and has a test of its own kind; this makes it part of the build. */
class MvnwTest {
    private static final String SCRIPT = "src/test/sh/mvnw_test.sh";
    private static final int TIMEOUT_SECONDS = 120;

    @Test
    void passesItsShellTest(@TempDir Path temporary) throws IOException, InterruptedException {
        assumeThat(shellOnPath()).as("a POSIX shell on the PATH").isTrue();

        File output = temporary.resolve("output").toFile();
        Process process = new ProcessBuilder("sh", SCRIPT)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();

        String said = Files.readString(output.toPath());
        assertThat(ended)
                .as("%s ends within %d s; it said:%n%s", SCRIPT, TIMEOUT_SECONDS, said)
                .isTrue();
        assertThat(process.exitValue())
                .as("exit code of %s, which said:%n%s", SCRIPT, said)
                .isZero();
        assertThat(said).as("at least one check ran").containsPattern("(?m)^[1-9]\\d* passed, 0 failed$");
    }

    private static boolean shellOnPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sh")));
    }
}
