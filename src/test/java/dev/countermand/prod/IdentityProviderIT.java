package dev.countermand.prod;

import static dev.countermand.api.Tokens.with;
import static dev.countermand.api.Tokens.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.TestDatabase;
import dev.countermand.api.Tokens;
import dev.countermand.demo.EmbeddedDatabase;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** M3, M1, L: what is delivered with an OpenID provider that is away, broken, there, and away again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityProviderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CALLS = 50;
    private static final String REFUSED = "refused";

    private final FakeProvider provider;
    private final Map<String, Object> good;
    private Map<String, String> environment = Map.of();

    IdentityProviderIT() throws IOException, GeneralSecurityException {
        provider = new FakeProvider();
        good = Tokens.claims(provider.issuer(), "buyer-1", "buyer");
    }

    @BeforeAll
    void makeADatabase() throws IOException {
        EmbeddedDatabase database = EmbeddedDatabase.temporary(TestDatabase.PROGRAMS);
        environment = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.url(),
                "QUARKUS_DATASOURCE_USERNAME",
                EmbeddedDatabase.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                EmbeddedDatabase.USER,
                "QUARKUS_OIDC_AUTH_SERVER_URL",
                provider.issuer(),
                "QUARKUS_OIDC_TOKEN_AUDIENCE",
                Tokens.AUDIENCE,
                "COUNTERMAND_IDENTITY_LONGEST_WAIT",
                "PT4S"));
        ProductionJar.Ended migrated = ProductionJar.run(environment, "migrate");
        assertThat(migrated.exitCode()).as(migrated.output()).isZero();
    }

    @AfterAll
    void closeTheProvider() {
        provider.close();
    }

    @Test
    void itWaitsForTheProviderAndThenNeedsItNoMore() throws IOException, InterruptedException {
        provider.leave();
        try (ProductionJar service = ProductionJar.launch(environment)) {
            RestAssured.baseURI = service.baseUrl();
            await(service, () -> probe(service, "live") == 200);
            isNotReadyAndSaysSo(service);

            provider.comeBroken();
            int before = provider.requests();
            isNotReadyAndSaysSo(service);
            // Nothing that a caller does makes it ask: a few attempts of its own at most.
            assertThat(provider.requests() - before).isLessThan(10);
            await(service, () -> provider.requests() > before);
            isNotReadyAndSaysSo(service);

            provider.come();
            await(service, () -> probe(service, "ready") == 200);
            assertThat(call(provider.token(good)).statusCode()).isEqualTo(404);
            refusesWhatIsNotForIt(service);

            provider.leave();
            int asked = provider.requests();
            assertThat(call(provider.token(with(good, "sub", "buyer-2"))).statusCode())
                    .isEqualTo(404);
            for (int i = 0; i < CALLS; i++) {
                assertThat(call(provider.tokenOfAnotherKey(with(good, "sub", "buyer-" + i)))
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(probe(service, "ready")).isEqualTo(200);
            assertThat(call(provider.token(with(good, "sub", "buyer-3"))).statusCode())
                    .isEqualTo(404);
            assertThat(provider.requests()).isEqualTo(asked);

            // Back, with a new key: it is read by itself, and the one that was withdrawn is good no more.
            String old = provider.token(with(good, "sub", "buyer-4"));
            provider.changeKey();
            provider.come();
            await(
                    service,
                    () -> call(provider.token(with(good, "sub", "buyer-5"))).statusCode() == 404);
            assertThat(call(old).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whoeverOpensItForTokensOfOthersReadsSoInTheLog() throws IOException, InterruptedException {
        provider.come();
        Map<String, String> open = new HashMap<>(environment);
        open.put("QUARKUS_OIDC_TOKEN_AUDIENCE", "any");
        try (ProductionJar service = ProductionJar.serve(open)) {
            RestAssured.baseURI = service.baseUrl();
            assertThat(call(provider.token(with(good, "aud", "account"))).statusCode())
                    .isEqualTo(404);
            assertThat(call(provider.token(with(good, "typ", "ID"))).statusCode())
                    .isEqualTo(401);
            assertThat(service.output()).contains("OPEN TO TOKENS OF OTHER SERVICES", "\"level\":\"WARN\"");
        }
    }

    private void isNotReadyAndSaysSo(ProductionJar service) {
        assertThat(probe(service, "ready")).isEqualTo(503);
        for (int i = 0; i < CALLS; i++) {
            Response answer = call(provider.token(with(good, "sub", "buyer-" + i)));
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        }
        assertThat(call("..").statusCode()).isEqualTo(401);
        assertThat(call("a.b.c").statusCode()).isEqualTo(401);
        assertThat(RestAssured.get("/v1/orders").statusCode()).isEqualTo(401);
    }

    private void refusesWhatIsNotForIt(ProductionJar service) {
        int asked = provider.requests();
        Instant before = Instant.now();
        long linesBefore = refusals(service);
        List<String> tokens = List.of(
                provider.token(without(good, "sub")),
                provider.token(with(good, "sub", "")),
                provider.token(without(good, "aud")),
                provider.token(with(good, "aud", "account")),
                provider.token(with(good, "iss", "https://sso.example.org/realms/other")),
                provider.token(with(good, "typ", "ID")),
                provider.token(with(good, "at_hash", "x")),
                provider.token(with(good, "exp", 1)),
                provider.tokenOfAnotherKey(good));
        for (int time = 0; time < CALLS; time++) {
            for (String token : tokens) {
                Response answer = call(token);
                assertThat(answer.statusCode()).as(token).isEqualTo(401);
                assertThat(answer.contentType()).startsWith("application/problem+json");
            }
        }
        long seconds = Duration.between(before, Instant.now()).toSeconds();
        // The unknown key had it ask for the keys once more, and for nothing else.
        assertThat(provider.requests() - asked).isLessThanOrEqualTo(1 + (int) seconds / 30);
        assertThat(refusals(service) - linesBefore).isBetween(1L, seconds + 2);
        String output = service.output();
        assertThat(output).contains("correlation id ");
        tokens.forEach(token ->
                assertThat(output).doesNotContain(token, token.split("\\.", -1)[1], token.split("\\.", -1)[2]));
    }

    private static long refusals(ProductionJar service) {
        return service.output().lines().filter(line -> line.contains(REFUSED)).count();
    }

    private static Response call(String token) {
        return RestAssured.given().header("Authorization", "Bearer " + token).get("/v1/orders/none-of-this-name");
    }

    private static int probe(ProductionJar service, String which) {
        try {
            return RestAssured.get(service.managementUrl() + "/q/health/" + which)
                    .statusCode();
        } catch (Exception e) {
            return 0;
        }
    }

    private static void await(ProductionJar service, BooleanSupplier what) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!what.getAsBoolean()) {
            assertThat(Instant.now()).as(service.output()).isBefore(end);
            Thread.sleep(200);
        }
    }
}
