package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.demo.SigningKeys;
import dev.countermand.prod.HonestLoad.Seen;
import dev.countermand.prod.HostileCalls.HostileCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is delivered, with 512 MB of heap, outlives everything that once killed it, one after the other and together, and
 * honest buyers beside it see nothing of it but time. With 200 of them, and the 99th percentile at most five times the
 * undisturbed: {@code ./mvnw verify -Dit.test=SurvivalIT -Dsurvival.connections=200 -Dsurvival.times=5
 * -Dsurvival.warm-up=180}.
 */
class SurvivalIT {

    private static final int CONNECTIONS = Integer.getInteger("survival.connections", 40);
    private static final int UNDISTURBED_MILLIS = 10_000;

    /** Seconds of honest load before anything is measured: a service that has just started is slow by itself. */
    private static final int WARM_UP = Integer.getInteger("survival.warm-up", 5);

    private static final int TOGETHER_ROUNDS = 2;
    private static final String UNDISTURBED = "undisturbed";
    private static final String ONE_BY_ONE = "one after the other";
    private static final String TOGETHER = "together";
    private static final String AFTERWARDS = "afterwards";
    private static final List<String> DISTURBED = List.of(ONE_BY_ONE, TOGETHER);

    /** Of a machine that has other things to do nothing else can be said. */
    private static final long MOST_P99_MICROS = 5_000_000;

    /** How many times the undisturbed; 0 for not to be asked. */
    private static final int MOST_TIMES = Integer.getInteger("survival.times", 0);

    /** A page of metrics, with nothing in it that callers make up. */
    private static final int LARGEST_SCRAPE = 400_000;

    private static final int UPLOADS_GONE_WITHIN_MILLIS = 30_000;

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    @Test
    void everythingThatOnceKilledItTogether(@TempDir Path uploads) throws Exception {
        SigningKeys keys = SigningKeys.generate();
        try (ProductionDatabase database = ProductionDatabase.start()) {
            Map<String, String> environment = database.environment(keys, settings(uploads));
            assertThat(ProductionJar.run(environment, "migrate").exitCode()).isZero();
            try (ProductionJar service = ProductionJar.serve(environment)) {
                Client client = new Client(keys);
                client.moveTo(service.baseUrl());
                Attacker attacker = new Attacker(URI.create(service.baseUrl()).getPort(), client);
                try (HonestLoad honest = HonestLoad.start(client, service.baseUrl(), CONNECTIONS)) {
                    play(honest, attacker);
                    judge(honest, service, uploads);
                }
            }
        }
    }

    private static Map<String, String> settings(Path uploads) {
        Map<String, String> settings = new HashMap<>();
        settings.put("JAVA_TOOL_OPTIONS", "-Xmx512m -XX:+ExitOnOutOfMemoryError");
        settings.put("QUARKUS_HTTP_BODY_UPLOADS_DIRECTORY", uploads.toString());
        settings.put("COUNTERMAND_WEBHOOKS_EASYPOST_SECRET", "a-secret");
        return settings;
    }

    private void play(HonestLoad honest, Attacker attacker) throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(WARM_UP));
        honest.phase(UNDISTURBED);
        Thread.sleep(UNDISTURBED_MILLIS);
        honest.phase(ONE_BY_ONE);
        HostileCalls.ALL.forEach(call -> attack(call, attacker));
        honest.phase(TOGETHER);
        for (int round = 0; round < TOGETHER_ROUNDS; round++) {
            List<Thread> attacks = new ArrayList<>();
            for (HostileCall call : HostileCalls.ALL) {
                attacks.add(Thread.ofVirtual().start(() -> attack(call, attacker)));
            }
            for (Thread attack : attacks) {
                attack.join();
            }
        }
        honest.phase(AFTERWARDS);
        Thread.sleep(UNDISTURBED_MILLIS / 2);
    }

    private void attack(HostileCall call, Attacker attacker) {
        try {
            List<Integer> wrong = call.attack().on(attacker).stream()
                    .filter(status -> !call.isRight(status))
                    .distinct()
                    .toList();
            if (!wrong.isEmpty()) {
                faults.add(
                        call.name() + " was answered " + wrong + " (0: closed, -1: not at all), not " + call.right());
            }
        } catch (IOException e) {
            faults.add(call.name() + ": " + e);
        }
    }

    private void judge(HonestLoad honest, ProductionJar service, Path uploads) throws Exception {
        Map<String, Seen> seen = honest.seen();
        seen.values().forEach(System.out::println);
        assertThat(service.output()).doesNotContain("java.lang.OutOfMemoryError");
        assertThat(service.isReady()).as(service.output()).isTrue();
        for (String phase : DISTURBED) {
            System.out.printf(
                    "p99 %s is %.1f times the undisturbed%n",
                    phase, p99(seen, phase) / (double) p99(seen, UNDISTURBED));
        }
        assertThat(honest.failures()).as("what honest buyers saw").isEmpty();
        assertThat(faults.stream().distinct().toList())
                .as("answers to the hostile")
                .isEmpty();
        for (String phase : DISTURBED) {
            assertThat(p99(seen, phase)).as(phase).isLessThan(MOST_P99_MICROS);
            if (MOST_TIMES > 0) {
                assertThat(p99(seen, phase)).as(phase).isLessThanOrEqualTo(MOST_TIMES * p99(seen, UNDISTURBED));
            }
        }
        assertThat(leftIn(uploads)).as("documents left behind").isZero();
        assertThat(scrape(service)).hasSizeLessThan(LARGEST_SCRAPE).doesNotContain("HOSTILE", "hostile-");
    }

    private static long p99(Map<String, Seen> seen, String phase) {
        Seen of = seen.get(phase);
        assertThat(of).as("calls of honest buyers " + phase).isNotNull();
        return of == null ? 0 : of.p99();
    }

    /** They may go a moment after their connection. */
    private static long leftIn(Path uploads) throws IOException, InterruptedException {
        long until = System.nanoTime() + UPLOADS_GONE_WITHIN_MILLIS * 1_000_000L;
        long left = count(uploads);
        while (left > 0 && System.nanoTime() < until) {
            Thread.sleep(200);
            left = count(uploads);
        }
        return left;
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static String scrape(ProductionJar service) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(service.managementUrl() + "/q/metrics"))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }
}
