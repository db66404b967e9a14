package dev.countermand.policy.catalogue;

import static dev.countermand.policy.document.Documents.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Wait;
import dev.countermand.policy.Policy;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M1: what was in use once cannot silently change. Each start is a service of its own on the same database. */
@QuarkusTest
class PoliciesInUseTest {

    private static final String OWN = "name: own\nversion: 1\nextends: lamoda/1\nshipping: {processingTime: P5D}\n";

    @Inject
    AgroalDataSource database;

    @Inject
    InstantSource clock;

    @TempDir
    Path folder;

    @BeforeEach
    void nothingOfThisTestIsInUse() throws SQLException {
        execute("delete from policy_document where name = 'own' or name like 'own+%'");
    }

    @Test
    void whatSaysTheSameStartsAgainHoweverItIsWritten() throws IOException {
        start(OWN);
        assertThat(start("# longer\n" + OWN.replace("P5D", "PT120H")).current("own"))
                .isPresent();
    }

    @Test
    void whatSaysSomethingElseIsRefusedUntilItHasANewVersion() throws IOException {
        start(OWN);
        String changed = OWN.replace("{processingTime: P5D}", "{processingTime: P6D}\nholidays: [2026-05-01]");
        refused(
                () -> start(changed),
                "Policy own in version 1 was in use and cannot change, but holidays is [2026-05-01] and was [],"
                        + " shipping.processingTime is P6D and was P5D; give it a new version");
        refused(() -> start(OWN + "layers: [distance-selling/1]\n"), "withdrawalRight");

        Policies policies = start(changed.replace("version: 1", "version: 2"));
        assertThat(policies.current("own")).map(Policy::version).contains(2);
        assertThat(policies.version("own", 1).shipping().processingTime()).isEqualTo(Wait.of(Duration.ofDays(5)));
        assertThat(policies.version("own+distance-selling", 1001).withdrawalRight())
                .isNotNull();
    }

    @Test
    void ordersOfAMarketWithoutADocumentLiveOn() throws IOException {
        start(OWN);
        Policies policies = start("");
        assertThat(policies.current("own")).isEmpty();
        assertThat(policies.version("own", 1).shipping().processingTime()).isEqualTo(Wait.of(Duration.ofDays(5)));
    }

    @Test
    void aFigureThatDidNotExistYetIsNoChange() throws IOException, SQLException {
        start(OWN);
        execute("update policy_document set document = document #- '{shipping,scanBeforeOrder}' where name = 'own'");
        assertThat(start(OWN).current("own")).isPresent();
        // Nobody knows it any more: its orders wait, everybody else's do not.
        assertThat(start("").find("own", 1)).isEmpty();
    }

    @Test
    void aReplicaLearnsWhatANewerOneBrought() throws IOException {
        Policies older = new Policies(Optional.empty());
        PoliciesInUse inUse = inUse(older);
        inUse.refresh();
        start(OWN);
        assertThat(older.find("own", 1)).isEmpty();
        inUse.refresh();
        assertThat(older.version("own", 1).title()).isEqualTo("Fashion shop with try-on delivery");
    }

    @Test
    void replicasMayStartAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            nothingOfThisTestIsInUse();
            Files.writeString(folder.resolve("own.yaml"), OWN);
            try (ExecutorService replicas = Executors.newFixedThreadPool(2)) {
                List<Callable<Boolean>> starts = IntStream.range(0, 4)
                        .<Callable<Boolean>>mapToObj(replica -> () -> {
                            Policies policies = new Policies(Optional.of(folder.toString()));
                            inUse(policies).refresh();
                            return policies.current("own").isPresent();
                        })
                        .toList();
                for (Future<Boolean> started : replicas.invokeAll(starts)) {
                    assertThat(started.get()).isTrue();
                }
            }
        }
    }

    @Test
    void isReadyOnceItHasCompared() throws IOException {
        PoliciesInUse inUse = inUse(new Policies(Optional.empty()));
        assertThat(inUse.call().getStatus()).isEqualTo(Status.DOWN);
        inUse.refresh();
        assertThat(inUse.call().getStatus()).isEqualTo(Status.UP);
    }

    private Policies start(String document) throws IOException {
        Path file = folder.resolve("own.yaml");
        Files.deleteIfExists(file);
        if (!document.isEmpty()) {
            Files.writeString(file, document);
        }
        Policies policies = new Policies(Optional.of(folder.toString()));
        inUse(policies).refresh();
        return policies;
    }

    private PoliciesInUse inUse(Policies policies) {
        return new PoliciesInUse(policies, new PolicyStore(database, clock));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
