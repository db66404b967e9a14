package dev.countermand.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.demo.SigningKeys;
import dev.countermand.fuzz.ChangedRows.Change;
import dev.countermand.fuzz.Draft.Message;
import dev.countermand.fuzz.Wire.Answer;
import dev.countermand.prod.Client;
import dev.countermand.prod.ProductionDatabase;
import dev.countermand.prod.ProductionJar;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Calls that are wrong in every way, one after the other, against what is delivered: no answer of 5xx, no row changed by a
 * refused call, every refusal in the one form. As many as one likes, each in so many milliseconds, and one of them alone:
 * {@code ./mvnw verify -Dit.test=FuzzIT -Dfuzz.requests=20000 -Dfuzz.slowest=500 -Dfuzz.seed=7}, {@code -Dfuzz.only=4711}.
 */
class FuzzIT {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 4_000);
    private static final long SEED = Long.getLong("fuzz.seed", new Random().nextInt(1_000_000));
    private static final int ONLY = Integer.getInteger("fuzz.only", -1);

    /** Then the orders have been brought to their ends, and others are laid ready. */
    private static final int CALLS_ON_A_STAGE = 250;

    /** Then it is no use to go on; all of them are in a file, the first ones in what the test says. */
    private static final int MOST_FAILURES = 500;

    private static final int MOST_FAILURES_SHOWN = 20;
    private static final Path FAILURES = Path.of("target", "fuzz-failures.txt");
    private static final int MOST_BYTES_SHOWN = 1_000;

    /** What happens by itself would be taken for the doing of a call. */
    private static final List<String> TICKS = List.of(
            "SWEEP",
            "PROFILES",
            "UNAPPLIED_EVENTS",
            "DEADLINE",
            "JOBS",
            "OUTBOX",
            "RETENTION",
            "RECONCILIATION",
            "SANCTIONS",
            "AUDIT",
            "ERASURE",
            "TRANSPARENCY",
            "QUALITY");

    /** A few callers send all of it, as fast as it is answered. */
    private static final List<String> LIMITS = List.of("RATE", "SERVICE_RATE", "ADDRESS_RATE");

    /** Once at the start, and then long after the end. */
    private static final String NEVER = "1000h";

    private final List<String> failures = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private Duration slowest = Duration.ZERO;
    private String slowestCall = "";
    private int changedByAccepted;

    @Test
    void nothingBreaksIt() throws Exception {
        SigningKeys keys = SigningKeys.generate();
        try (ProductionDatabase database = ProductionDatabase.start();
                Connection sql = database.connect()) {
            Map<String, String> environment = database.environment(keys, settings());
            ProductionJar.Ended migrated = ProductionJar.run(environment, "migrate");
            assertThat(migrated.exitCode()).as(migrated.output()).isZero();
            ChangedRows changed = ChangedRows.watch(sql);
            assertThat(changed.tables()).isGreaterThan(30);
            try (ProductionJar service = ProductionJar.serve(environment);
                    Wire wire = new Wire(URI.create(service.baseUrl()).getPort())) {
                Client client = new Client(keys);
                client.moveTo(service.baseUrl());
                List<Integer> calls = sendAll(client, wire, changed);
                report(calls.size());
                Files.write(FAILURES, failures);
                assertThat(failures.stream().limit(MOST_FAILURES_SHOWN))
                        .as("seed %d, %d failures, all in %s", SEED, failures.size(), FAILURES)
                        .isEmpty();
                assertThat(changedByAccepted)
                        .as("rows changed by accepted calls, seen")
                        .isPositive();
                assertThat(service.isReady()).isTrue();
            }
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        TICKS.forEach(tick -> settings.put("COUNTERMAND_" + tick + "_TICK", NEVER));
        settings.put("COUNTERMAND_IDEMPOTENCY_PURGE_EVERY", NEVER);
        settings.put("COUNTERMAND_WEBHOOKS_PURGE_EVERY", NEVER);
        settings.put("COUNTERMAND_SWEEP_CRON", "off");
        settings.put("COUNTERMAND_WEBHOOKS_EASYPOST_SECRET", StageNames.WEBHOOK_SECRET);
        LIMITS.forEach(limit -> settings.put("COUNTERMAND_CALLERS_" + limit, "1000000"));
        settings.put("JAVA_TOOL_OPTIONS", "-Xmx512m");
        return settings;
    }

    private List<Integer> sendAll(Client client, Wire wire, ChangedRows changed) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Generator generator = new Generator(PublishedOperations.read(), SEED, now);
        List<Integer> calls =
                ONLY >= 0 ? List.of(ONLY) : IntStream.range(0, REQUESTS).boxed().toList();
        Stage stage = null;
        for (int i = 0; i < calls.size() && failures.size() < MOST_FAILURES; i++) {
            if (stage == null || i % CALLS_ON_A_STAGE == 0) {
                stage = Stage.build(client, "s" + i);
                changed.take();
            }
            send(generator.draft(calls.get(i)), calls.get(i), stage, client, wire, changed);
        }
        return calls;
    }

    private void send(Draft draft, int number, Stage stage, Client client, Wire wire, ChangedRows changed)
            throws Exception {
        Map<String, String> thing = stage.thing(draft.operation.about(), draft.thing);
        Message message = draft.message(new StageNames(thing, draft.thing, client, wire.host()));
        Answer answer = wire.send(message);
        List<Change> changes = changed.take();
        statuses.merge(answer.status(), 1, Integer::sum);
        if (!Judge.isRefused(draft, answer)) {
            changedByAccepted += changes.size();
        }
        if (answer.took().compareTo(slowest) > 0) {
            slowest = answer.took();
            slowestCall = number + ": " + draft;
        }
        List<String> faults = Judge.faults(draft, message, answer, changes);
        if (!faults.isEmpty()) {
            failures.add("%s%n  -Dfuzz.seed=%d -Dfuzz.only=%d: %s%n  sent: %s%n  came: %d %s"
                    .formatted(
                            faults,
                            SEED,
                            number,
                            draft,
                            shown(new String(message.bytes(), StandardCharsets.ISO_8859_1)),
                            answer.status(),
                            shown(answer.body())));
        }
    }

    private void report(int calls) {
        System.out.printf(
                "%d calls of seed %d; answers by status: %s; %d rows changed by those accepted; the slowest took"
                        + " %d ms, %s%n",
                calls, SEED, statuses, changedByAccepted, slowest.toMillis(), slowestCall);
    }

    private static String shown(String text) {
        String printable = text.replaceAll("Bearer eyJ[^\r]+", "Bearer ...").replaceAll("[^\\x20-\\x7e\\n]", "?");
        return printable.length() > MOST_BYTES_SHOWN ? printable.substring(0, MOST_BYTES_SHOWN) + "..." : printable;
    }
}
