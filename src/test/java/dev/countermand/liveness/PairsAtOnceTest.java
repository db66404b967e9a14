package dev.countermand.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Rounds;
import dev.countermand.liveness.Pairs.Share;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two acts of two parties on the same order at once, in every state that an act needs: in a build some pairs of each, and
 * every pair by {@code -Draces.pairs=all -Draces.rounds=50}, which tries first what is possible where. Which pairs the
 * build takes: {@code -Draces.seed=7}.
 */
@QuarkusTest
class PairsAtOnceTest {

    private static final String PAIRS = System.getProperty("races.pairs", "140");
    private static final int ROUNDS = Rounds.of(2);
    private static final long SEED = Long.getLong("races.seed", 1);

    /** Orders of one stage beside each other. */
    private static final int TOGETHER = 240;

    @TestHTTPResource("/")
    @Nullable
    URI server;

    @Inject
    @Nullable
    DataSource source;

    @Test
    void everyActIsPossibleAtItsStage() {
        Possible possible = new Possible(service());
        List<String> faults = new ArrayList<>();
        Stages.ALL.forEach(stage -> {
            try {
                faults.addAll(possible.faults(stage));
            } catch (AssertionError e) {
                // All of them are said at once.
                faults.add(String.valueOf(e.getMessage()));
            }
        });
        assertThat(faults).as("refused where they are at home").isEmpty();
    }

    @Test
    void twoActsAtOnceAreOneAfterTheOther() {
        Service service = service();
        Pairs pairs = new Pairs(service, Objects.requireNonNull(server));
        Map<Stage, List<Share>> chosen = chosen(new Possible(service));
        int orders = chosen.values().stream()
                .flatMap(List::stream)
                .mapToInt(Share::orders)
                .sum();
        Timing timing = new Timing();
        List<String> faults = new ArrayList<>();
        int done = 0;
        for (Map.Entry<Stage, List<Share>> entry : chosen.entrySet()) {
            Stage stage = entry.getKey();
            for (List<Share> part : Choice.parts(entry.getValue(), TOGETHER)) {
                timing.of(stage.name(), () -> faults.addAll(pairs.faults(stage, part)));
                done += part.stream().mapToInt(Share::orders).sum();
                System.out.println("races: " + done + " of " + orders + ", " + faults.size() + " not explained; now \""
                        + stage.name() + "\"");
            }
        }
        System.out.println("races: " + timing.says(orders));
        assertThat(faults).as("what no order of events explains").isEmpty();
        assertThat(service.faults()).as("answers of 5xx").isEmpty();
        assertThat(pairs.bothOrdersSeen()).as("both are first sometimes").isTrue();
    }

    private Map<Stage, List<Share>> chosen(Possible possible) {
        if (!PAIRS.equals("all")) {
            return Choice.some(byStage(possible::fitting), Integer.parseInt(PAIRS), ROUNDS, SEED);
        }
        Map<Stage, List<Act>> found = byStage(possible::in);
        TreeSet<String> nowhere = new TreeSet<>(Acts.ALL.stream().map(Act::name).toList());
        nowhere.removeAll(Stages.NOT_RACED.keySet());
        found.values().forEach(acts -> acts.forEach(act -> nowhere.remove(act.name())));
        assertThat(nowhere).as("acts that are possible in no stage").isEmpty();
        Map<Stage, List<Share>> all = Choice.all(found, ROUNDS, SEED);
        System.out.println("races: "
                + all.values().stream()
                        .flatMap(List::stream)
                        .map(share -> share.pair().one() + " | " + share.pair().other())
                        .distinct()
                        .count()
                + " pairs of acts");
        return all;
    }

    private static Map<Stage, List<Act>> byStage(Function<Stage, List<Act>> acts) {
        Map<Stage, List<Act>> found = new LinkedHashMap<>();
        Stages.ALL.forEach(stage -> found.put(stage, acts.apply(stage)));
        return found;
    }

    private Service service() {
        return new Service(Objects.requireNonNull(server), Objects.requireNonNull(source));
    }
}
