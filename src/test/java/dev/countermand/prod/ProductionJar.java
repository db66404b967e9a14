package dev.countermand.prod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What {@code mvn package} has built, run as in production: a process of its own that can be asked and killed. */
public final class ProductionJar implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path OUTPUTS = Path.of("target", "production");
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration END_TIMEOUT = Duration.ofMinutes(1);
    private static final int ASK_EVERY_MILLIS = 200;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path output;
    private final int port;
    private final int managementPort;

    private ProductionJar(Process process, Path output, int port, int managementPort) {
        this.process = process;
        this.output = output;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts it and returns at once. */
    public static ProductionJar launch(Map<String, String> environment, String... arguments) throws IOException {
        int port = freePort();
        int managementPort = freePort();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Files.createDirectories(OUTPUTS);
        Path output = Files.createTempFile(OUTPUTS, "run-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // Nothing that the test's own environment says about the service may reach it.
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("COUNTERMAND_"));
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        builder.environment().putAll(environment);
        return new ProductionJar(builder.start(), output, port, managementPort);
    }

    /** Starts it and returns when it says that it is ready. */
    public static ProductionJar serve(Map<String, String> environment) throws IOException, InterruptedException {
        ProductionJar jar = launch(environment);
        for (long waited = 0; waited < START_TIMEOUT.toMillis(); waited += ASK_EVERY_MILLIS) {
            if (jar.isReady()) {
                return jar;
            }
            if (!jar.process.isAlive()) {
                break;
            }
            Thread.sleep(ASK_EVERY_MILLIS);
        }
        jar.close();
        throw new IllegalStateException("The service did not become ready; it said:\n" + jar.output());
    }

    /** Runs it to its end. */
    public static Ended run(Map<String, String> environment, String... arguments) throws IOException {
        try (ProductionJar jar = launch(environment, arguments)) {
            return new Ended(jar.ended(), jar.output());
        }
    }

    /**
     * How a run ended.
     *
     * @param output what it said on both streams
     */
    public record Ended(int exitCode, String output) {}

    /** Where the API is, without a slash at the end. */
    public String baseUrl() {
        return "http://localhost:" + port;
    }

    /** Where probes and metrics are, without a slash at the end. */
    public String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    /** As {@code kill -9} does: it has no time for anything. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As an orchestrator does: asks it to end, and waits; returns the exit code. */
    public int stop() {
        askToEnd();
        return ended();
    }

    /** Asks it to end, and does not wait. */
    public void askToEnd() {
        process.destroy();
    }

    /** What it has said so far, on both streams. */
    public String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** Waits until it has ended; returns the exit code. */
    public int ended() {
        try {
            if (!process.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The service did not end; it said:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Whether it says that it can serve. */
    public boolean isReady() throws InterruptedException {
        HttpRequest probe = HttpRequest.newBuilder(URI.create(managementUrl() + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
