package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Market;
import dev.countermand.demo.SigningKeys;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody is to find in a log is not in it, at any level that can be set; and each call is a line with its id. */
class LogsIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String SECRET = "planted-secret";
    private static final String PASSWORD = "planted-password";
    private static final String REFERENCE = "planted-reference";
    private static final String COMMENT = "planted comment";
    private static final String CITY = "Plantedtown";
    private static final String POSTCODE = "PL4 NTD";
    private static final String SIGNATURE = "planted-signature";
    private static final String QUERY = "planted-query";
    private static final String BAD_TOKEN = "planted.bad.token";

    /** Everything that logs what it handles, as loud as somebody could ask for. */
    private static final List<String> LOUD = List.of(
            "dev.countermand",
            "org.hibernate",
            "org.hibernate.SQL",
            "org.hibernate.orm.jdbc.bind",
            "org.hibernate.internal.util.EntityPrinter",
            "org.hibernate.reactive",
            "io.vertx",
            "io.netty",
            "io.quarkus",
            "io.quarkus.oidc",
            "io.quarkus.oidc.runtime.OidcProvider",
            "io.smallrye",
            "org.jboss.resteasy",
            "org.jose4j",
            "org.postgresql");

    private final SigningKeys keys = SigningKeys.generate();
    private final List<String> tokens = new ArrayList<>();
    private String address = "";

    @Test
    void noSecretAndNothingPersonalIsInALogAtAnyLevel(@TempDir Path folder) throws Exception {
        Path loud = folder.resolve("loud.properties");
        Files.writeString(
                loud,
                LOUD.stream()
                        .map(category -> "quarkus.log.category.\"" + category + "\".level=TRACE\n")
                        .collect(Collectors.joining("", "quarkus.log.level=TRACE\n", "")));
        try (ProductionDatabase database = ProductionDatabase.start()) {
            Map<String, String> environment = new HashMap<>(database.environment(
                    keys,
                    Map.of(
                            "SMALLRYE_CONFIG_LOCATIONS", loud.toString(),
                            "QUARKUS_OIDC_TOKEN_AUDIENCE", "countermand",
                            "COUNTERMAND_ACCESS_LOG_ENABLED", "true",
                            "COUNTERMAND_REFUNDS_ASK_EVERY", "1S",
                            "COUNTERMAND_WEBHOOKS_EASYPOST_SECRET", SECRET)));
            environment.put("QUARKUS_DATASOURCE_PASSWORD", PASSWORD);
            ProductionJar.Ended migrated = ProductionJar.run(environment, "migrate");
            assertThat(migrated.exitCode()).as(migrated.output()).isZero();
            try (ProductionJar service = ProductionJar.serve(environment)) {
                address = service.baseUrl();
                story();
                service.stop();

                String log = service.output();
                assertThat(log).as("it is loud").contains("\"level\":\"DEBUG\"");
                hasALineForEachCall(log);
                for (String planted : planted()) {
                    assertThat(log.lines().filter(line -> line.contains(planted)))
                            .as(planted)
                            .isEmpty();
                    assertThat(migrated.output()).doesNotContain(planted);
                }
            }
        }
    }

    private static void hasALineForEachCall(String log) {
        assertThat(log.lines().filter(line -> line.contains("planted-id")).filter(line -> line.contains("access")))
                .as("the access log names the call by its correlation id")
                .anySatisfy(line -> assertThat(line)
                        .contains("POST /v1/orders/{id}/cancellations 201", "caller b")
                        .doesNotContain("order-1"));
    }

    private Stream<String> plantedTokens() {
        // Header and claims are the same or guessable; the signature is what makes it one.
        return tokens.stream().map(token -> token.substring(token.lastIndexOf('.') + 1));
    }

    private List<String> planted() {
        return Stream.concat(
                        Stream.of(
                                SECRET,
                                PASSWORD,
                                REFERENCE,
                                COMMENT,
                                CITY,
                                POSTCODE,
                                SIGNATURE,
                                QUERY,
                                BAD_TOKEN,
                                keys.privateKey()),
                        plantedTokens())
                .toList();
    }

    // --- the story -------------------------------------------------------------------------------------------------

    private void story() throws Exception {
        String shop = token("shop", "service");
        String buyer = token("b", "buyer");
        String seller = token("s", "seller");
        String moderator = token("m", "moderator");
        String order = """
            {"id":"order-1","market":"aliexpress","buyerId":"b","sellerId":"s","currency":"EUR",
             "lines":[{"sku":"MUG","quantity":2,"unitPrice":"12.50"}],"shippingFee":"4.90",
             "shipFrom":{"country":"CN"},"shipTo":{"country":"DE","postalCode":"%s","city":"%s"}}\
            """.formatted(POSTCODE, CITY);
        post(shop, "/v1/orders", order, 201);
        // The same id with something else: the database's own complaint would name what is there.
        post(shop, "/v1/orders", order.replace("4.90", "5.90"), 409);
        post(shop, "/v1/orders", order.replace("\"EUR\"", "\"" + QUERY + "\""), 400);
        post(shop, "/v1/orders/order-1/payments", """
            {"id":"pay-1","method":"card","amount":"29.90","state":"CAPTURED","provider":"sandbox",
             "providerReference":"%s"}\
            """.formatted(REFERENCE), 201);
        String cancellation = post(buyer, "/v1/orders/order-1/cancellations", """
            {"reason":"OTHER","comment":"%s","lines":[{"line":1,"quantity":1}]}\
            """.formatted(COMMENT), 201);
        String id = cancellation.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        post(seller, "/v1/cancellations/" + id + "/approval", "", 200);
        post(seller, "/v1/orders/order-1/shipments", """
            {"carrier":"ups","trackingNumber":"%s"}\
            """.formatted(Market.trackingNumber("100001000000001")), 201);
        post(
                shop,
                "/v1/carrier-events",
                """
                [{"id":"scan","carrier":"ups","trackingNumber":"%s","status":"ACCEPTED","occurredAt":"%s",
                  "location":{"country":"DE","postalCode":"%s","city":"%s"}}]\
                """.formatted(Market.trackingNumber("100001000000001"), Instant.now(), POSTCODE, CITY),
                200);
        post(shop, "/v1/webhooks/easypost", "{\"description\":\"" + COMMENT + "\"}", 401);
        // An address that is refused, an order with both from elsewhere, and the aggregator's own words.
        post(shop, "/v1/orders", order.replace(POSTCODE, POSTCODE.repeat(20)), 400);
        importOne(shop);
        send(
                SignedWebhook.easypost(
                                URI.create(address + "/v1/webhooks/easypost"), "evt_planted", SECRET, CITY, POSTCODE)
                        .build(),
                200);
        get(seller, "/v1/orders/order-1/financials", 200);
        get(moderator, "/v1/audit?subject=order-1", 200);
        get(buyer, "/v1/orders?cursor=" + QUERY, 400);
        get(BAD_TOKEN, "/v1/orders", 401);
        get(buyer.substring(0, buyer.length() - 20) + "A".repeat(20), "/v1/orders", 401);
        // The refund is on its way to the provider.
        Thread.sleep(3_000);
    }

    private void importOne(String shop) throws IOException, InterruptedException {
        String line = """
            {"order":{"id":"old-1","market":"aliexpress","buyerId":"b","sellerId":"s","currency":"EUR",\
            "placedAt":"%1$s","lines":[{"sku":"MUG","quantity":1,"unitPrice":"5.00"}],"shippingFee":"0.00",\
            "shipTo":{"country":"DE","postalCode":"%2$s","city":"%3$s"}},\
            "payments":[{"id":"pay-1","method":"card","amount":"5.00","provider":"sandbox",\
            "providerReference":"%4$s-old","capturedAt":"%1$s"}]}
            """.formatted(Instant.now().minus(Duration.ofDays(1)), POSTCODE, CITY, REFERENCE);
        String answer = send(
                HttpRequest.newBuilder(URI.create(address + "/v1/orders/import"))
                        .header("Content-Type", "application/x-ndjson")
                        .header("Authorization", "Bearer " + shop)
                        .POST(BodyPublishers.ofString(line + line.replace("5.00\",\"provider", "6.00\",\"provider")))
                        .build(),
                200);
        assertThat(answer).contains("CREATED", "REJECTED");
    }

    private String post(String token, String path, String body, int status) throws IOException, InterruptedException {
        return send(request(token, path).POST(BodyPublishers.ofString(body)).build(), status);
    }

    private void get(String token, String path, int status) throws IOException, InterruptedException {
        send(request(token, path).build(), status);
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .header("X-Correlation-Id", "planted-id")
                .header("X-Hmac-Signature", SIGNATURE)
                .header("Authorization", "Bearer " + token);
    }

    private static String send(HttpRequest request, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as(request.uri() + ": " + response.body())
                .isEqualTo(status);
        return response.body();
    }

    private String token(String subject, String role) throws GeneralSecurityException {
        String token = Jwt.issuer("https://countermand.dev/test")
                .subject(subject)
                .upn(subject)
                .audience("countermand")
                .groups(Set.of(role))
                .expiresIn(Duration.ofHours(1))
                .sign(KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(keys.privateKey()))));
        tokens.add(token);
        return token;
    }
}
