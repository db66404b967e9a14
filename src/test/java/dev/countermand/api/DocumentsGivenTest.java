package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A16: documents are looked into before they are taken, kept in pieces, and never changed. */
@QuarkusTest
class DocumentsGivenTest {

    private final Market market = Market.open();

    @Inject
    DataSource source;

    /** Each with the field and the reason, and as what it is: another type, or a bad file of the right one. */
    @Test
    void whatCannotBeTakenIsNamed() {
        String order = market.shipped();
        byte[] whole = Papers.png("Receipt");
        record Wrong(byte[] content, int status, String says) {}
        for (Wrong wrong : List.of(
                new Wrong(new byte[0], 400, "must not be empty"),
                new Wrong(ascii("GIF89a, with a picture"), 415, "must be a PDF, JPEG or PNG by its content"),
                new Wrong(ascii("<html><script>alert(1)</script>"), 415, "must be a PDF, JPEG or PNG"),
                new Wrong(Arrays.copyOf(whole, whole.length - 7), 400, "must be a whole PNG: it is cut short"),
                new Wrong(Arrays.copyOf(Papers.pdf("Receipt"), 200), 400, "must be a whole PDF: it is cut short"),
                new Wrong(Papers.join(whole, ascii("MZ")), 400, "something is appended to it"),
                new Wrong(
                        Papers.pdf("Receipt", "/OpenAction << /S /JavaScript /JS (app.alert(1)) >> "),
                        400,
                        "must hold nothing that runs or is attached: the PDF has JavaScript"),
                new Wrong(
                        Papers.pdf("Receipt", "/OpenAction << /S /Launch /F (cmd.exe) >> "), 400, "the PDF has Launch"),
                new Wrong(
                        Papers.pdf("Receipt", "/Names << /EmbeddedFiles 9 0 R >> "),
                        400,
                        "the PDF has EmbeddedFiles"))) {
            Response answer = CaseEvidenceTest.give(market, order, wrong.content());
            assertThat(answer.statusCode()).as(wrong.says()).isEqualTo(wrong.status());
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.<String>path("errors[0].field")).isEqualTo("file");
            assertThat(answer.<String>path("errors[0].message")).contains(wrong.says());
        }
        assertThat(new PlainSql(source).ask("select id::text from evidence where order_id = ?", order))
                .isEmpty();
    }

    /** Its name and its Content-Type are what the sender says, and nobody asks them. */
    @Test
    void onlyTheContentSaysWhatItIs() {
        String order = market.shipped();
        JsonPath kept = Http.as(market.seller, "seller")
                .contentType("multipart/form-data")
                .multiPart("file", "receipt.exe", Papers.jpeg("Receipt"), "application/x-msdownload")
                .post("/v1/shipments/" + market.order(order).getString("shipments[0].id") + "/evidence")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(kept.getString("mediaType")).isEqualTo("image/jpeg");
    }

    /** Three pieces of 256 KiB at most, read back as one. */
    @Test
    void aDocumentIsKeptInPiecesAndNeverChanged() {
        String order = market.shipped();
        byte[] content = Papers.pdfOf(600_000);
        JsonPath kept = CaseEvidenceTest.give(market, order, content)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String id = kept.getString("id");
        PlainSql sql = new PlainSql(source);
        assertThat(sql.ask(
                        "select length(content)::text from document_piece where order_id = ? order by number", order))
                .containsExactly("262144", "262144", "75712");
        assertThat(sql.ask("select kept_in from evidence where order_id = ?", order))
                .containsExactly("DATABASE");
        for (String change : List.of(
                "update document_piece set content = 'x' where order_id = ?",
                "delete from document_piece where order_id = ?",
                "update evidence set sha256 = repeat('0', 64) where order_id = ?")) {
            assertThatThrownBy(() -> sql.run(change, order)).as(change).hasStackTraceContaining("never changed");
        }
        assertThat(Http.as(market.seller, "seller").get("/v1/evidence/" + id).asByteArray())
                .isEqualTo(content);
        assertThat(Http.as(market.seller, "seller").get("/v1/evidence/" + id).header("ETag"))
                .isEqualTo("\"" + kept.getString("sha256") + "\"");
        Http.as(Market.open().seller, "seller").get("/v1/evidence/" + id).then().statusCode(404);
        Http.as(market.buyer, "buyer").get("/v1/evidence/" + id).then().statusCode(403);
        // Who is forgotten takes all of it along.
        assertThat(sql.run("delete from evidence where order_id = ?", order)).isEqualTo(1);
        assertThat(sql.ask("select number::text from document_piece where order_id = ?", order))
                .isEmpty();
    }

    /** Two documents at one moment: both are kept, and one demand is met once. */
    @Test
    void twoAtOnce() {
        for (int round = 0; round < Rounds.of(5); round++) {
            String order = market.shipped();
            String shipment = market.order(order).getString("shipments[0].id");
            Http.as(market.buyer, "buyer")
                    .post("/v1/shipments/" + shipment + "/evidence-demands")
                    .then()
                    .statusCode(201);
            List<Integer> statuses = atOnce(order, Map.of("a", "", "b", ""));
            assertThat(statuses).containsExactly(201, 201);
            PlainSql sql = new PlainSql(source);
            assertThat(sql.ask("select id::text from evidence where order_id = ?", order))
                    .hasSize(2);
            assertThat(Market.audited(order).stream().filter("evidence.demand-met"::equals))
                    .hasSize(1);
        }
    }

    /** The same one sent twice under one key, because the first answer was lost: it is kept once. */
    @Test
    void twiceUnderOneKeyIsOnce() {
        for (int round = 0; round < Rounds.of(5); round++) {
            String order = market.shipped();
            String shipment = market.order(order).getString("shipments[0].id");
            byte[] content = Papers.pdf("posted " + order);
            String key = Market.fresh("key");
            List<CompletableFuture<Response>> sent = IntStream.range(0, 2)
                    .mapToObj(each -> CompletableFuture.supplyAsync(() -> Http.as(market.seller, "seller")
                            .contentType("multipart/form-data")
                            .header("Idempotency-Key", key)
                            .multiPart("file", "receipt.pdf", content)
                            .post("/v1/shipments/" + shipment + "/evidence")))
                    .toList();
            assertThat(sent).allMatch(answer -> answer.join().statusCode() == 201);
            assertThat(sent.stream()
                            .map(answer -> answer.join().<String>path("id"))
                            .distinct())
                    .hasSize(1);
            assertThat(new PlainSql(source).ask("select id::text from evidence where order_id = ?", order))
                    .hasSize(1);
        }
    }

    private List<Integer> atOnce(String order, Map<String, String> documents) {
        Map<String, CompletableFuture<Integer>> sent = new LinkedHashMap<>();
        documents
                .keySet()
                .forEach(name -> sent.put(
                        name,
                        CompletableFuture.supplyAsync(
                                () -> CaseEvidenceTest.give(market, order, Papers.pdf(name + " of " + order))
                                        .statusCode())));
        return sent.values().stream().map(CompletableFuture::join).toList();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
