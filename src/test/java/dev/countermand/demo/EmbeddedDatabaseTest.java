package dev.countermand.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.TestDatabase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dev database over everything that may have happened to its folder. */
class EmbeddedDatabaseTest {

    /** Unpacked once for all tests. */
    private static final Path PROGRAMS = TestDatabase.PROGRAMS;

    @TempDir
    Path temporary;

    private DevFolder folder;
    private DatabaseFolder data;

    @BeforeEach
    void folder() throws IOException {
        folder = new DevFolder(temporary);
        data = new DatabaseFolder(folder);
        Files.createDirectories(PROGRAMS);
        Files.createDirectories(folder.programs().getParent());
        Files.createSymbolicLink(folder.programs(), PROGRAMS);
    }

    @AfterEach
    void stop() throws IOException {
        if (Files.isDirectory(folder.database())) {
            data.stopServer();
        }
    }

    @Test
    void keepsItsDataAndEndsTheServerThatAKilledProcessLeft() throws IOException, SQLException {
        DevDatabaseProcess first = DevDatabaseProcess.start(folder);
        assertThat(first.ask("show fsync")).isEqualTo("on");
        assertThat(first.ask("show synchronous_commit")).isEqualTo("on");
        first.ask("create table kept as select 7 as value");
        first.kill();
        long orphan = data.server().orElseThrow().pid();

        try (DevDatabaseProcess second = DevDatabaseProcess.start(folder)) {
            assertThat(second.ask("select value from kept")).isEqualTo("7");
            assertThat(data.server().orElseThrow().pid()).isNotEqualTo(orphan);
        }
        assertThat(data.server()).as("ends with its process").isEmpty();
    }

    @Test
    void startsAKilledServerAgainWhereItWas() throws IOException, SQLException, InterruptedException {
        try (DevDatabaseProcess process = DevDatabaseProcess.start(folder)) {
            process.ask("create table kept as select 7 as value");
            long killed = data.server().orElseThrow().pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            String found = "";
            for (int check = 0; check < 300 && !found.equals("7"); check++) {
                Thread.sleep(100);
                try {
                    found = process.ask("select value from kept");
                } catch (SQLException e) {
                    found = "";
                }
            }
            assertThat(found).isEqualTo("7");
            assertThat(data.server().orElseThrow().pid()).isNotEqualTo(killed);
        }
        assertThat(data.server()).as("ends with its process").isEmpty();
    }

    @Test
    void recoversFromAKilledServerWhoseNumberAnotherProcessHasByNow() throws IOException, SQLException {
        DevDatabaseProcess first = DevDatabaseProcess.start(folder);
        first.ask("create table kept as select 7 as value");
        long server = data.server().orElseThrow().pid();
        first.kill();
        ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);
        Path pid = folder.database().resolve("postmaster.pid");
        String self = Long.toString(ProcessHandle.current().pid());
        Files.writeString(pid, Files.readString(pid).replaceFirst("\\d+", self));

        try (DevDatabaseProcess second = DevDatabaseProcess.start(folder)) {
            assertThat(second.ask("select value from kept")).isEqualTo("7");
        }
    }

    @Test
    void beginsAnInterruptedFirstStartAgain() throws IOException, SQLException {
        Files.createDirectories(folder.database().resolve("base"));
        Files.writeString(folder.database().resolve("PG_VERSION"), DatabaseFolder.MAJOR_VERSION);
        Files.writeString(folder.unfinished(), "");

        try (DevDatabaseProcess started = DevDatabaseProcess.start(folder)) {
            assertThat(started.ask("select 1")).isEqualTo("1");
            assertThat(folder.unfinished()).doesNotExist();
            assertThat(folder.database().resolve("PG_VERSION"))
                    .content()
                    .isEqualToIgnoringNewLines(DatabaseFolder.MAJOR_VERSION);
        }
    }

    @Test
    void refusesADamagedFolderWithTheServersOwnWords() throws IOException {
        DevDatabaseProcess.start(folder).close();
        Files.delete(folder.database().resolve("global").resolve("pg_control"));

        try (DevDatabaseProcess second = DevDatabaseProcess.start(folder)) {
            assertThat(second.said())
                    .startsWith("The dev database in " + folder.database() + " cannot be used (")
                    .contains("pg_control", "move or delete that folder");
        }
    }

    @Test
    void refusesAFolderOfAnotherVersion() throws IOException {
        Files.createDirectories(folder.database());
        Files.writeString(folder.database().resolve("PG_VERSION"), "9.6\n");

        refuses("it is of PostgreSQL 9.6, and this is PostgreSQL " + DatabaseFolder.MAJOR_VERSION);
    }

    @Test
    void refusesAFolderOfSomethingElse() throws IOException {
        Files.createDirectories(folder.database());
        Files.writeString(folder.database().resolve("holiday.txt"), "sea");

        refuses("it is not a PostgreSQL data folder");
        assertThat(folder.database().resolve("holiday.txt")).hasContent("sea");
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws IOException {
        Files.writeString(folder.database(), "");

        refuses("it is not a folder");
    }

    @Test
    void refusesAFolderThatAnotherProcessUses() throws IOException {
        try (FileChannel ignored = folder.lock()) {
            assertThatThrownBy(() -> EmbeddedDatabase.kept(folder))
                    .isInstanceOf(DemoFailure.class)
                    .hasMessageContaining("Another Countermand (process "
                            + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining(folder.path().toString());
        }
    }

    private void refuses(String why) {
        assertThatThrownBy(() -> EmbeddedDatabase.kept(folder))
                .isInstanceOf(DemoFailure.class)
                .hasMessageStartingWith("The dev database in " + folder.database() + " cannot be used (" + why + ")")
                .hasMessageContaining("move or delete that folder");
    }
}
