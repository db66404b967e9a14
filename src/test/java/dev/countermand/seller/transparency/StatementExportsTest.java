package dev.countermand.seller.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.PlainSql;
import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.database.Sessions;
import dev.countermand.payment.provider.client.ProviderClients;
import dev.countermand.policy.catalogue.Policies;
import dev.countermand.seller.SanctionReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A27: each statement of reasons leaves the house once, whatever comes in between; against a fake over real HTTP. */
@QuarkusTest
class StatementExportsTest {

    private static final String WHY = "Three parcels in a row were declared and never posted";

    @Inject
    DataSource source;

    @Inject
    ExportQueue queue;

    @Inject
    SanctionReader sanctions;

    @Inject
    Policies policies;

    @Inject
    Sessions sessions;

    @Inject
    ObjectMapper json;

    @Inject
    InstantSource clock;

    private final FakeDatabase fake = new FakeDatabase();
    private final Market market = Market.open();
    private Instant since = Instant.EPOCH;

    @BeforeEach
    void whatOthersHaveDoneBeforeStays() {
        // Further than what is looked for again behind the newest one.
        since = Http.advance(Duration.ofDays(2));
        market.paid();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void aStatementIsSentOnceUnderTheIdOfItsDecision() {
        String id = imposed(Map.of("kind", "SELLING_LIMIT"));
        String warning = imposed(Map.of("kind", "WARNING"));
        send();
        send();

        assertThat(sentIn(id)).isEqualTo(1);
        JsonObject statement = Objects.requireNonNull(fake.statements().get(id));
        assertThat(statement.getString("decision_provision")).isEqualTo("DECISION_PROVISION_PARTIAL_SUSPENSION");
        assertThat(statement.encode()).doesNotContain(WHY, market.seller);
        assertThat(fake.statements()).doesNotContainKey(warning);
        assertThat(fake.tokens()).containsOnly("Bearer secret-token");
        assertThat(export(id).getString("state")).isEqualTo("SENT");
        assertThat(export(id).getString("reference")).isEqualTo("there-" + id);
    }

    /** Its answer was lost, so it is sent again: "exists" counts as done, and the others of the batch go without it. */
    @Test
    void whatExistsCountsAsDone() {
        String lost = imposed(Map.of("kind", "SELLING_LIMIT"));
        fake.losesAnswers(true);
        send();
        assertThat(fake.statements()).containsKey(lost);
        assertThat(export(lost).getString("state")).isEqualTo("WAITING");
        assertThat(export(lost).getString("lastFailure")).contains("500");
        fake.losesAnswers(false);
        send();
        assertThat(sentIn(lost)).as("it waits before it is sent again").isEqualTo(1);

        String fresh = imposed(Map.of("kind", "SELLING_LIMIT"));
        Http.advance(Duration.ofMinutes(2));
        send();
        assertThat(export(lost).getString("state")).isEqualTo("SENT");
        assertThat(export(fresh).getString("state")).isEqualTo("SENT");
        assertThat(export(fresh).getString("reference")).isEqualTo("there-" + fresh);
        int calls = fake.batches().size();
        send();
        assertThat(fake.batches()).hasSize(calls);
    }

    /** A database that is away is left alone for longer each time, and takes all when it is back. */
    @Test
    void aDatabaseThatIsAwayLosesNothing() {
        String id = imposed(Map.of("kind", "SELLING_LIMIT"));
        fake.isAway(true);
        send();
        send();
        assertThat(export(id).getInt("attempts")).isEqualTo(1);
        Http.advance(Duration.ofMinutes(2));
        send();
        assertThat(export(id).getInt("attempts")).isEqualTo(2);
        fake.isAway(false);
        Http.advance(Duration.ofMinutes(3));
        send();
        assertThat(export(id).getString("state")).isEqualTo("SENT");
    }

    /** One that is not taken keeps no other back, and is put before a person, who sends it again. */
    @Test
    void whatIsNotTakenWaitsForAPerson() {
        String bad = imposed(Map.of("kind", "SELLING_LIMIT"));
        String good = imposed(Map.of("kind", "SELLING_LIMIT"));
        fake.refuses(bad);
        send();
        assertThat(export(good).getString("state")).isEqualTo("SENT");
        assertThat(export(bad).getString("state")).isEqualTo("REJECTED");
        assertThat(export(bad).getString("lastFailure")).contains("The selected facts are invalid");
        assertThat(fake.statements()).containsKey(good).doesNotContainKey(bad);

        fake.takes(bad);
        send();
        assertThat(fake.statements()).doesNotContainKey(bad);
        retry("mod-1", "moderator", bad).then().statusCode(403);
        retry("lea", "lead", bad).then().statusCode(200).body("state", equalTo("WAITING"));
        retry("lea", "lead", bad).then().statusCode(409).body("code", equalTo("NOT_REJECTED"));
        retry("lea", "lead", "0198c5b2-0000-7000-8000-000000000000").then().statusCode(404);
        send();
        assertThat(export(bad).getString("state")).isEqualTo("SENT");
    }

    @Test
    void aBatchHasAHundredAtMost() {
        String first = imposed(Map.of("kind", "SELLING_LIMIT"));
        new PlainSql(source)
                .run(
                        "insert into sanction select (jsonb_populate_record(s, jsonb_build_object('id',"
                                + " gen_random_uuid()))).* from sanction s, generate_series(1, 204) where s.id = ?::uuid",
                        first);
        send();
        assertThat(fake.batches()).extracting(List::size).containsExactly(100, 100, 5);
        assertThat(fake.batches().stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    /** What was undone before it left need not leave. */
    @Test
    void whatAnAppealHasUndoneStays() {
        String id = imposed(Map.of("kind", "SELLING_LIMIT"));
        fake.isAway(true);
        send();
        fake.isAway(false);
        Http.as(market.seller, "seller")
                .body(Map.of("text", "The post has lost my receipt"))
                .post("/v1/sanctions/" + id + "/appeal")
                .then()
                .statusCode(201);
        Http.as("mod-2", "moderator")
                .body(Map.of("outcome", "UPHELD", "statement", "The receipt shows that it was posted in time"))
                .post("/v1/sanctions/" + id + "/appeal/decision")
                .then()
                .statusCode(200);
        Http.advance(Duration.ofMinutes(2));
        send();
        assertThat(export(id).getString("state")).isEqualTo("NOT_NEEDED");
        assertThat(fake.statements()).doesNotContainKey(id);
    }

    private void send() {
        StatementExports exports = new StatementExports(
                new StatementExports.Destination(
                        ProviderClients.at(fake.address(), Duration.ofSeconds(10), TransparencyClient.class),
                        "secret-token",
                        since,
                        new TransparencyForm.Terms(Optional.empty(), List.of("DE"))),
                queue,
                sanctions,
                policies,
                sessions,
                json,
                clock);
        exports.send().await().indefinitely();
    }

    private String imposed(Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(Map.of("statement", WHY));
        body.putAll(fields);
        return Http.as("mod-1", "moderator")
                .body(body)
                .post("/v1/sellers/" + market.seller + "/sanctions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response retry(String who, String role, String id) {
        return Http.as(who, role).post("/v1/statement-exports/" + id + "/retry");
    }

    private long sentIn(String id) {
        return fake.batches().stream().filter(batch -> batch.contains(id)).count();
    }

    private static JsonPath export(String id) {
        String cursor = null;
        do {
            var call = Http.as("lea", "lead").queryParam("limit", 200);
            JsonPath page = (cursor == null ? call : call.queryParam("cursor", cursor))
                    .get("/v1/statement-exports")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            Map<String, Object> found = page.getMap("items.find { it.id == '" + id + "' }");
            if (found != null) {
                return JsonPath.from(new JsonObject(found).encode());
            }
            cursor = page.getString("next");
        } while (cursor != null);
        throw new AssertionError("no export of " + id);
    }
}
