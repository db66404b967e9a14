package dev.countermand.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A process of its own with the dev database, as dev mode is one: it can be killed. */
final class DevDatabaseProcess implements AutoCloseable {

    private final Process process;
    private final String said;

    private DevDatabaseProcess(Process process, String said) {
        this.process = process;
        this.said = said;
    }

    /** Runs in the process: says the address, or why there is none, and lives until it is ended. */
    public static void main(String... args) throws InterruptedException {
        try {
            System.out.println(
                    EmbeddedDatabase.kept(new DevFolder(Path.of(args[0]))).url());
        } catch (DemoFailure e) {
            System.out.println(e.getMessage());
            return;
        }
        Thread.sleep(Long.MAX_VALUE);
    }

    static DevDatabaseProcess start(DevFolder folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DevDatabaseProcess.class.getName(),
                        folder.path().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new DevDatabaseProcess(process, String.valueOf(output.readLine()));
    }

    /** The address, or the reason why there is none. */
    String said() {
        return said;
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /** The first column of the first row, or nothing. */
    String ask(String sql) throws SQLException {
        assertThat(said).startsWith("postgresql://");
        try (Connection connection = DriverManager.getConnection("jdbc:" + said, EmbeddedDatabase.USER, "");
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet result = statement.getResultSet();
            return result.next() ? result.getString(1) : "";
        }
    }
}
