package dev.countermand.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The commands that a document prints, to be run as they stand there, and what they should answer. */
final class Readme {

    private static final String BASE_URL = "http://localhost:8080/";
    private static final int LONGEST_RUN_SECONDS = 120;

    /** What a script prints between two steps, so that each one's answer can be told apart. */
    private static final String NEXT_STEP = "----- next step -----";

    /**
     * A block of commands.
     *
     * @param printed what the document says it prints; empty where it prints nothing
     */
    record Step(String commands, String printed) {}

    /** How a script ended, and all it said. */
    record Run(int exitCode, String output) {

        /** What each step said, as far as the script came. */
        List<String> ofSteps() {
            return Arrays.stream(output.split(NEXT_STEP + "\n", -1))
                    .map(String::strip)
                    .toList();
        }
    }

    private Readme() {}

    /** The blocks of a document that begin with {@code ```sh name}, each with the {@code ```text} block behind it. */
    static List<Step> steps(Path document, String name) throws IOException {
        List<String> lines = Files.readAllLines(document);
        List<Step> steps = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).equals("```sh " + name)) {
                String commands = block(lines, at);
                int behind = at + (int) commands.lines().count() + 2;
                while (behind < lines.size() && lines.get(behind).isBlank()) {
                    behind++;
                }
                boolean answered = behind < lines.size() && lines.get(behind).equals("```text");
                steps.add(new Step(commands, answered ? block(lines, behind).strip() : ""));
            }
        }
        if (steps.isEmpty()) {
            throw new AssertionError(document + " has no block ```sh " + name);
        }
        return steps;
    }

    private static String block(List<String> lines, int fence) {
        List<String> behind = lines.subList(fence + 1, lines.size());
        return String.join("\n", behind.subList(0, behind.indexOf("```"))) + "\n";
    }

    /** Runs all steps as one script in a folder; only the address of the service is another than printed. */
    static Run run(List<Step> steps, String baseUrl, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("script.sh");
        Path output = folder.resolve("output");
        String script = String.join(
                "echo '" + NEXT_STEP + "'\n", steps.stream().map(Step::commands).toList());
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

    /** An answer without what differs from run to run: times, ids, and how much else there is for a sweep to find. */
    static String whatStays(String answer) {
        return answer.replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:[0-9.]+Z| UTC)", "<time>")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                .replaceAll("(?m)^(examined|found|frozen): [1-9][0-9]*$", "$1: <some>");
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
