package dev.countermand.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The commands that README.md prints, to be run as they stand there. */
final class Readme {

    private static final Path FILE = Path.of("README.md");
    private static final String BASE_URL = "http://localhost:8080/";
    private static final int LONGEST_RUN_SECONDS = 120;

    /** How a script ended, and all it said. */
    record Run(int exitCode, String output) {}

    private Readme() {}

    /** The one block that begins with {@code ```sh name}. */
    static String block(String name) throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        int start = lines.indexOf("```sh " + name) + 1;
        if (start == 0) {
            throw new AssertionError("README.md has no block ```sh " + name);
        }
        int length = lines.subList(start, lines.size()).indexOf("```");
        return String.join("\n", lines.subList(start, start + length)) + "\n";
    }

    /** Runs a script in a folder; nothing but the address of the service is another than printed. */
    static Run run(String script, String baseUrl, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("script.sh");
        Path output = folder.resolve("output");
        Files.writeString(file, script.replace(BASE_URL, baseUrl));
        Process process = new ProcessBuilder("sh", "-e", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("Not done within " + LONGEST_RUN_SECONDS + " s: " + Files.readString(output));
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    /** Whether the machine has this program. */
    static boolean machineHas(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
