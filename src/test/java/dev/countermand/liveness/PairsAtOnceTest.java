package dev.countermand.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every pair of acts of two parties on the same order at once, in every state that orders are often in. As often as one
 * likes: {@code -Draces.rounds=50}.
 */
@QuarkusTest
class PairsAtOnceTest {

    /** In every build. */
    private static final int ROUNDS = Integer.getInteger("races.rounds", 2);

    @TestHTTPResource("/")
    @Nullable
    URI server;

    @Inject
    @Nullable
    DataSource source;

    @Test
    void twoActsAtOnceAreOneAfterTheOther() {
        URI running = Objects.requireNonNull(server);
        Service service = new Service(running, Objects.requireNonNull(source));
        Pairs pairs = new Pairs(service, running);
        List<String> faults = new ArrayList<>();
        Stage.ALL.forEach(stage -> faults.addAll(pairs.faults(stage, ROUNDS)));
        assertThat(faults).as("what no order of events explains").isEmpty();
        assertThat(service.faults()).as("answers of 5xx").isEmpty();
        assertThat(pairs.bothOrdersSeen()).as("both are first sometimes").isTrue();
    }
}
