package dev.countermand.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * P7: nothing is forgotten. Orders of every market live through random acts of buyers, sellers, agents, carriers and
 * moderators, with up to three parcels each, and then through 500 days of silence. Then each has ended and its money is
 * accounted for; or a case stands before a person who does not decide, and is overdue. As many as one likes:
 * {@code -Dliveness.orders=20000 -Dliveness.seeds=10 -Dliveness.seed=1}.
 */
@QuarkusTest
class LivenessTest {

    /** In every build. */
    private static final int ORDERS = Integer.getInteger("liveness.orders", 270);

    /** Some need a month's wait, or a day between two others, and not every walk has that. */
    private static final int RARE_ACTS = 11;

    private static final int SEEDS = Integer.getInteger("liveness.seeds", 1);
    private static final long FIRST_SEED = Long.getLong("liveness.seed", 1);

    @TestHTTPResource("/")
    @Nullable
    URI server;

    @Inject
    @Nullable
    DataSource source;

    @Test
    void everyOrderComesToAnEnd() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            Service service = new Service(Objects.requireNonNull(server), Objects.requireNonNull(source));
            Trial trial = Trial.of(service, seed, ORDERS / SEEDS);
            assertThat(trial.counts())
                    .as(
                            "of %s orders of seed %s, which ended as %s:%n%s",
                            trial.orders(), seed, trial.ends(), trial.report())
                    .isEqualTo(Map.of());
            assertThat(service.faults()).as("answers of 5xx").isEqualTo(List.of());
            assertThat(trial.acts().values().stream().filter(times -> times == 0))
                    .as("acts that were always refused, of %s", trial.acts())
                    .hasSizeLessThan(RARE_ACTS);
            assertThat(trial.ends())
                    .as("every end is reached")
                    .containsKeys("COMPLETED", "CANCELLED", "CLOSED_UNPAID", "RETURNED");
        }
    }
}
