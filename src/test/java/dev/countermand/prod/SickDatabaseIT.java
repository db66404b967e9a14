package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.demo.SigningKeys;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each kind of call answers while the database is paused, killed, restarted or slow: the table in docs/security.md. */
class SickDatabaseIT {

    /** countermand.database.call-limit and call-wait, with some room for a busy machine. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(8);

    private static final Duration CALL_WAIT = Duration.ofSeconds(3);
    private static final Duration ROOM = Duration.ofSeconds(2);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(20);

    private static final String SECRET = "shared-with-easypost";
    private static final int UNAVAILABLE = 503;

    /** In the middle of them the database is started again. */
    private static final int ROUNDS = 20;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final SigningKeys keys = SigningKeys.generate();
    private MoodyDatabase database;
    private ProductionJar service;
    private int numbers;

    /** A kind of call and what it answers while the database is there. */
    private record Kind(String name, HttpRequest request, int usually, boolean needsDatabase) {}

    private record Answer(int status, HttpResponse<String> response, Duration took) {}

    @BeforeEach
    void start() throws Exception {
        database = MoodyDatabase.begin();
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.url());
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.user());
        environment.put("QUARKUS_OIDC_PUBLIC_KEY", keys.publicKey());
        environment.put("QUARKUS_OIDC_TOKEN_AUDIENCE", "countermand");
        environment.put("COUNTERMAND_SANDBOX_ENABLED", "true");
        environment.put("COUNTERMAND_WEBHOOKS_EASYPOST_SECRET", SECRET);
        ProductionJar.Ended migrated = ProductionJar.run(environment, "migrate");
        assertThat(migrated.exitCode()).as(migrated.output()).isZero();
        service = ProductionJar.serve(environment);
        everythingIsAsUsual();
    }

    @AfterEach
    void end() throws Exception {
        service.close();
        database.close();
    }

    @Test
    void paused() throws Exception {
        assertThat(send(place("held")).status()).isEqualTo(201);
        int before = service.output().length();
        Instant from = Instant.now();
        database.pause();
        List<Answer> first = table(UNAVAILABLE, CALL_LIMIT);
        // Whoever comes later waits for a connection only, or finds one that nobody has used since.
        table(UNAVAILABLE, CALL_LIMIT);
        notReady();
        quiet(before, from);
        database.goOn();
        backAgain();
        assertThat(first).isNotEmpty();
    }

    @Test
    void killedAndStartedAgain() throws Exception {
        assertThat(send(place("held")).status()).isEqualTo(201);
        int before = service.output().length();
        Instant from = Instant.now();
        database.kill();
        table(UNAVAILABLE, CALL_WAIT);
        notReady();
        HttpRequest lost = cancel("held", "key-held");
        assertThat(send(lost).status()).isEqualTo(UNAVAILABLE);
        quiet(before, from);
        database.start();
        backAgain();
        assertThat(send(lost).status()).as("sent again with its key").isEqualTo(201);
    }

    @Test
    void restarted() throws Exception {
        int before = service.output().length();
        Map<CompletableFuture<Answer>, Kind> calls = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Kind kind : kinds()) {
                calls.put(begin(kind), kind);
            }
            if (round == ROUNDS / 2) {
                database.restart();
            }
        }
        calls.forEach((call, kind) -> {
            Answer answer = call.join();
            assertThat(answer.status())
                    .as(() -> kind.name() + ": " + service.output().substring(before))
                    .isIn(kind.usually(), kind.needsDatabase() ? UNAVAILABLE : kind.usually());
        });
        backAgain();
    }

    /** Somebody holds a lock for long: whoever needs it is told, and nobody else is held up. */
    @Test
    void slow() throws Exception {
        assertThat(send(place("slow")).status()).isEqualTo(201);
        assertThat(send(place("other")).status()).isEqualTo(201);
        try (Connection sql = DriverManager.getConnection("jdbc:" + database.url(), database.user(), "")) {
            sql.setAutoCommit(false);
            sql.createStatement().executeQuery("select from orders where order_id = 'slow' for update");
            HttpRequest blocked = cancel("slow", "key-slow");
            CompletableFuture<Answer> waits = CompletableFuture.supplyAsync(() -> {
                try {
                    return send(blocked);
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            everythingIsAsUsual();
            assertThat(send(cancel("other", "key-other")).status()).isEqualTo(201);
            isUnavailable("cancellation of a locked order", waits.join(), CALL_LIMIT);
            // The server has ended what nobody waits for.
            Thread.sleep(2_000);
            assertThat(ProductionDatabase.count(
                            sql, "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"))
                    .isZero();
            sql.rollback();
        }
        assertThat(send(cancel("slow", "key-slow")).status()).isEqualTo(201);
        backAgain();
    }

    // --- the table -------------------------------------------------------------------------------------------------

    private List<Kind> kinds() throws GeneralSecurityException {
        int number = numbers++;
        String order = "order-" + number;
        return List.of(
                new Kind("read", as("shop", "service", "/v1/orders?limit=1").build(), 200, true),
                new Kind("read one", as("b", "buyer", "/v1/orders/none").build(), 404, true),
                new Kind("act", place(order), 201, true),
                new Kind("events", as("shop", "service", "/v1/events?limit=1").build(), 200, true),
                new Kind(
                        "carrier events",
                        post(as("shop", "service", "/v1/carrier-events"), """
                            [{"id":"s%d","carrier":"ups","trackingNumber":"1Z999AA10123456784","status":"ACCEPTED","occurredAt":"%s"}]\
                            """.formatted(number, Instant.now())),
                        200,
                        true),
                new Kind(
                        "webhook",
                        SignedWebhook.easypost(
                                        address("/v1/webhooks/easypost"), "evt_" + number, SECRET, "Berlin", "10115")
                                .build(),
                        200,
                        true),
                new Kind(
                        "tracking number",
                        as("b", "buyer", "/v1/tracking-numbers/1Z").build(),
                        200,
                        false),
                new Kind("policies", as("b", "buyer", "/v1/policies").build(), 200, false),
                new Kind(
                        "one policy",
                        as("m", "moderator", "/v1/policies/aliexpress").build(),
                        200,
                        false),
                new Kind(
                        "without a token",
                        HttpRequest.newBuilder(address("/v1/orders")).build(),
                        401,
                        false),
                new Kind("of another role", as("b", "buyer", "/v1/cases").build(), 403, false),
                new Kind("malformed", post(as("shop", "service", "/v1/orders"), "{\"id\":"), 400, false),
                new Kind(
                        "liveness",
                        HttpRequest.newBuilder(management("health/live")).build(),
                        200,
                        false),
                new Kind(
                        "metrics", HttpRequest.newBuilder(management("metrics")).build(), 200, false));
    }

    /** Sends one of each at once; those that need the database answer this, the others as usual. */
    private List<Answer> table(int status, Duration limit) throws Exception {
        Map<Kind, CompletableFuture<Answer>> answers = new LinkedHashMap<>();
        for (Kind kind : kinds()) {
            answers.put(kind, begin(kind));
        }
        for (Map.Entry<Kind, CompletableFuture<Answer>> each : answers.entrySet()) {
            Kind kind = each.getKey();
            Answer answer = each.getValue().join();
            if (kind.needsDatabase() && status == UNAVAILABLE) {
                isUnavailable(kind.name(), answer, limit);
            } else {
                assertThat(answer.status())
                        .as(kind.name() + ": " + answer.response().body())
                        .isEqualTo(kind.usually());
                assertThat(answer.took()).as(kind.name()).isLessThan(limit.plus(ROOM));
            }
        }
        return answers.values().stream().map(CompletableFuture::join).toList();
    }

    private static CompletableFuture<Answer> begin(Kind kind) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return send(kind.request());
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(kind.name(), e);
            }
        });
    }

    private static void isUnavailable(String what, Answer answer, Duration limit) {
        assertThat(answer.status()).as(what + ": " + answer.response().body()).isEqualTo(UNAVAILABLE);
        assertThat(answer.response().headers().firstValue("Content-Type"))
                .as(what)
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.response().headers().firstValue("Retry-After"))
                .as(what)
                .hasValue("5");
        assertThat(answer.response().body()).as(what).contains("SERVICE_UNAVAILABLE");
        assertThat(answer.took()).as(what).isLessThan(limit.plus(ROOM));
    }

    private void everythingIsAsUsual() throws Exception {
        table(200, CALL_LIMIT);
        assertThat(send(HttpRequest.newBuilder(management("health/ready")).build())
                        .status())
                .isEqualTo(200);
    }

    private void notReady() throws Exception {
        Answer probe = send(HttpRequest.newBuilder(management("health/ready")).build());
        assertThat(probe.status()).isEqualTo(UNAVAILABLE);
        assertThat(probe.took()).isLessThan(PROBE_LIMIT);
        // An import answers line by line.
        Answer lines = send(HttpRequest.newBuilder(address("/v1/orders/import"))
                .header("Authorization", "Bearer " + token("shop", "service"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString("{\"order\":{}}\n"))
                .build());
        assertThat(lines.status()).isEqualTo(200);
        assertThat(lines.response().body()).contains("REJECTED");
    }

    /** By itself. */
    private void backAgain() throws Exception {
        long until = System.nanoTime() + BACK_WITHIN.toNanos();
        while (send(HttpRequest.newBuilder(management("health/ready")).build()).status() != 200) {
            assertThat(System.nanoTime()).as("ready again").isLessThan(until);
            Thread.sleep(200);
        }
        everythingIsAsUsual();
    }

    /** A line a second at most about the database, and no stack trace. */
    private void quiet(int before, Instant from) {
        String said = service.output().substring(before);
        long seconds = Duration.between(from, Instant.now()).toSeconds() + 1;
        assertThat(said).doesNotContain("\tat ").doesNotContain("\"exception\"");
        assertThat(said.lines()).as(said).hasSizeLessThan((int) (seconds + 10));
        assertThat(said).contains("failed since the last line like this");
    }

    // --- calls -----------------------------------------------------------------------------------------------------

    private HttpRequest place(String order) throws GeneralSecurityException {
        HttpRequest request = post(
                as("shop", "service", "/v1/orders").header("Idempotency-Key", "place-" + order), """
                    {"id":"%s","market":"aliexpress","buyerId":"b","sellerId":"s","currency":"EUR",
                     "lines":[{"sku":"MUG","quantity":2,"unitPrice":"12.50"}],"shippingFee":"4.90",
                     "shipFrom":{"country":"CN"},"shipTo":{"country":"DE","postalCode":"10115"}}\
                    """.formatted(order));
        return request;
    }

    private HttpRequest cancel(String order, String key) throws GeneralSecurityException {
        return post(
                as("b", "buyer", "/v1/orders/" + order + "/cancellations").header("Idempotency-Key", key),
                "{\"reason\":\"NOT_NEEDED\"}");
    }

    private static HttpRequest post(HttpRequest.Builder request, String body) {
        return request.POST(BodyPublishers.ofString(body)).build();
    }

    private HttpRequest.Builder as(String subject, String role, String path) throws GeneralSecurityException {
        return HttpRequest.newBuilder(address(path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token(subject, role));
    }

    private URI address(String path) {
        return URI.create(service.baseUrl() + path);
    }

    private URI management(String what) {
        return URI.create(service.managementUrl() + "/q/" + what);
    }

    private static Answer send(HttpRequest request) throws IOException, InterruptedException {
        long from = System.nanoTime();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response, Duration.ofNanos(System.nanoTime() - from));
    }

    private String token(String subject, String role) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(keys.privateKey())));
        return Jwt.issuer("https://countermand.dev/test")
                .subject(subject)
                .upn(subject)
                .audience("countermand")
                .groups(Set.of(role))
                .expiresIn(Duration.ofHours(1))
                .sign(key);
    }
}
