package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.evidence.store.FakeS3;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A16: by configuration documents are kept in an S3-compatible store, which takes nothing that is not signed. */
@QuarkusTest
@TestProfile(DocumentsElsewhereTest.Elsewhere.class)
class DocumentsElsewhereTest {

    /** A store of its own. */
    public static class Elsewhere implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Store.class));
        }
    }

    /** Where it is. */
    public static class Store implements QuarkusTestResourceLifecycleManager {

        private final FakeS3 there = FakeS3.open();

        @Override
        public Map<String, String> start() {
            return Map.of(
                    "countermand.documents.store",
                    "s3",
                    "countermand.documents.s3.endpoint",
                    there.endpoint().toString(),
                    "countermand.documents.s3.bucket",
                    "papers",
                    "countermand.documents.s3.access-key",
                    FakeS3.ACCESS_KEY,
                    "countermand.documents.s3.secret-key",
                    FakeS3.SECRET_KEY);
        }

        @Override
        public void stop() {
            there.close();
        }
    }

    private final Market market = Market.open();

    @ConfigProperty(name = "countermand.documents.s3.endpoint")
    String endpoint;

    @Inject
    DataSource source;

    @Test
    void isKeptThereAndReadFromThere() {
        String order = market.shipped();
        byte[] content = Papers.pdfOf(3_000_000);
        JsonPath kept = CaseEvidenceTest.give(market, order, content)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String id = kept.getString("id");
        assertThat(there()).contains("/papers/evidence/" + id);
        PlainSql sql = new PlainSql(source);
        assertThat(sql.ask("select kept_in from evidence where order_id = ?", order))
                .containsExactly("S3");
        assertThat(sql.ask("select number::text from document_piece where order_id = ?", order))
                .isEmpty();
        assertThat(sql.ask("select kind from deadline where order_id = ? and kind = 'DROP_DOCUMENT'", order))
                .isEmpty();
        assertThat(Http.as(market.seller, "seller").get("/v1/evidence/" + id).asByteArray())
                .isEqualTo(content);
        Http.advance(Duration.ofHours(2));
        assertThat(there()).contains("/papers/evidence/" + id);
    }

    /** What was sent again, or was never given because the replica was killed, is taken away by itself. */
    @Test
    void whatBelongsToNothingIsTakenAway() {
        String order = market.shipped();
        String shipment = market.order(order).getString("shipments[0].id");
        String key = Market.fresh("key");
        int before = there().size();
        for (int time = 0; time < 2; time++) {
            Http.as(market.seller, "seller")
                    .contentType("multipart/form-data")
                    .header("Idempotency-Key", key)
                    .multiPart("file", "receipt.pdf", Papers.pdf("posted " + order))
                    .post("/v1/shipments/" + shipment + "/evidence")
                    .then()
                    .statusCode(201);
        }
        assertThat(there()).hasSize(before + 2);
        Http.advance(Duration.ofHours(1).plusMinutes(1));
        Market.eventually(() -> assertThat(there()).hasSize(before + 1));
    }

    private List<String> there() {
        return RestAssured.given()
                .get(endpoint + FakeS3.KEPT)
                .asString()
                .lines()
                .toList();
    }
}
