package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.demo.EmbeddedDatabase;
import dev.countermand.demo.SigningKeys;
import dev.countermand.prod.Client.Answer;
import dev.countermand.prod.Client.Call;
import dev.countermand.prod.Client.Who;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The database is restored to an earlier moment, while the payment provider and whoever follows the events remember what came
 * after it. Taken up as docs/operations.md says, with the statements that stand there: deadlines that came due meanwhile fire
 * once, a refund that the provider has made is not sent again though its key is forgotten there, what was lost is found in
 * their books, no position is given twice, and the audit holds.
 */
class RestoreIT {

    private static final String DATABASE = "countermand";
    private static final String BACKUP = "countermand_of_before";
    private static final Path PAGE = Path.of("docs/operations.md");
    private static final Pattern STATEMENTS = Pattern.compile("(?s)```sql restore\n(.*?)```");
    private static final String MOMENT = ":'moment'";

    /** Longer than Stripe knows a key. */
    private static final Duration BACKUP_AGE = Duration.ofDays(2);

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int EVENTS_PER_PAGE = 200;
    private static final Who LEAD = new Who("lead-1", "lead");

    /** A1, but for as long as it takes to copy the database. */
    private static final Duration CLOSE_UNPAID_AFTER = Duration.ofDays(20).minusSeconds(30);

    private static final Map<String, String> HELD =
            Map.of("COUNTERMAND_DEADLINE_TICK", "off", "COUNTERMAND_JOBS_TICK", "off");
    private static final Map<String, String> AT_WORK =
            Map.of("COUNTERMAND_JOBS_TICK", "0.2s", "COUNTERMAND_REFUNDS_ASK_EVERY", "1S");

    private final SigningKeys keys = SigningKeys.generate();

    @Test
    void workGoesOnFromAnEarlierMoment() throws Exception {
        try (ProductionDatabase server = ProductionDatabase.start();
                StripeBooks stripe = new StripeBooks();
                Connection admin = server.connect()) {
            run(admin, "create database " + DATABASE);
            assertThat(ProductionJar.run(environment(server, stripe, HELD), "migrate")
                            .exitCode())
                    .isZero();
            Client client = new Client(keys);
            long before;
            try (ProductionJar service = serve(server, stripe, HELD, client)) {
                placed(client, "unpaid", ",\"placedAt\":\"" + Instant.now().minus(CLOSE_UNPAID_AFTER) + "\"");
                refunded(client, "early");
                before = events(client, 0).getLast().path("position").asLong();
                service.stop();
            }
            copy(admin, DATABASE, BACKUP);

            List<JsonNode> seen = whatWillBeLost(server, stripe, client);
            long remembered = seen.getLast().path("position").asLong();
            assertThat(remembered).isGreaterThan(before);

            copy(admin, BACKUP, DATABASE);
            stripe.forgetKeys();
            try (Connection sql = connect(server)) {
                run(sql, statements());
                whatIsKnownElsewhereIsFound(server, stripe, client, sql);
                workIsTakenUp(server, stripe, client, sql);
            }
            try (ProductionJar _ = serve(server, stripe, AT_WORK, client)) {
                eventsAreNewOnes(client, seen, before, remembered);
                theAuditHolds(client);
            }
        }
    }

    /** After the backup: the deadline comes due, both refunds are sent, another order comes, and all of it is told. */
    private List<JsonNode> whatWillBeLost(ProductionDatabase server, StripeBooks stripe, Client client)
            throws Exception {
        try (Connection sql = connect(server);
                ProductionJar service = serve(server, stripe, AT_WORK, client)) {
            waitUntil(sql, "select count(*) = 1 from refund where status = 'SENT'");
            refunded(client, "late");
            waitUntil(sql, "select count(*) = 2 from refund where status = 'SENT'");
            waitUntil(sql, "select count(*) = 1 from orders where order_id = 'unpaid' and status = 'CLOSED_UNPAID'");
            assertThat(stripe.made()).extracting(StripeBooks.Made::payment).containsExactly("pi_early", "pi_late");
            List<JsonNode> told = events(client, 0);
            service.kill();
            return told;
        }
    }

    /** Nothing is carried out yet: what the shop knows is told again, and the books are compared. */
    private void whatIsKnownElsewhereIsFound(
            ProductionDatabase server, StripeBooks stripe, Client client, Connection sql) throws Exception {
        try (ProductionJar service = serve(server, stripe, HELD, client)) {
            assertThat(ProductionDatabase.count(sql, "select count(*) from orders where order_id = 'late'"))
                    .as("it came after the backup")
                    .isZero();
            assertThat(client.post(place("early", "")).replayed())
                    .as("an answer of before the backup is known")
                    .isTrue();
            Answer again = client.post(place("late", ""));
            assertThat(again.status()).as(again.text()).isEqualTo(201);
            assertThat(again.replayed()).as("one of after it is not").isFalse();

            assertThat(missingHere(stripe, client)).containsExactly("re_2");
            assertThat(stripe.made()).as("nobody was called").hasSize(2);
            assertThat(ProductionDatabase.count(
                            sql, "select count(*) from deadline where order_id = 'unpaid' and kind = 'CLOSE_UNPAID'"))
                    .as("it is due, and waits")
                    .isOne();
            service.stop();
        }
    }

    /** Each thing once, as the provider counts. */
    private void workIsTakenUp(ProductionDatabase server, StripeBooks stripe, Client client, Connection sql)
            throws Exception {
        try (ProductionJar service = serve(server, stripe, AT_WORK, client)) {
            waitUntil(sql, "select count(*) = 1 from refund where status = 'SENT' and reference = 're_1'");
            waitUntil(sql, "select count(*) = 1 from orders where order_id = 'unpaid' and status = 'CLOSED_UNPAID'");
            assertThat(stripe.made()).as("sent once").hasSize(2);
            assertThat(stripe.askedAgain())
                    .as("looked for, and not asked for again")
                    .isZero();
            assertThat(Consistency.breaches(sql)).isEmpty();
            service.stop();
        }
    }

    /** Whoever remembers a position of after the backup misses nothing, and can tell that something is missing. */
    private static void eventsAreNewOnes(Client client, List<JsonNode> seen, long before, long remembered)
            throws IOException {
        List<JsonNode> all = events(client, 0);
        assertThat(ids(all).subList(0, (int) before))
                .as("what was told before the backup is as it was")
                .isEqualTo(ids(seen).subList(0, (int) before));
        List<JsonNode> since = events(client, remembered);
        assertThat(since).hasSize(all.size() - (int) before);
        assertThat(since.getFirst().path("position").asLong())
                .as("a gap, which says that events are missing")
                .isGreaterThan(remembered + 1);
        assertThat(ids(since)).doesNotContainAnyElementsOf(ids(seen)).doesNotHaveDuplicates();
        assertThat(since)
                .filteredOn(event -> event.path("type").asText().equals("dev.countermand.order.closed.v1"))
                .as("the deadline fired once")
                .extracting(event -> event.path("data").path("orderId").asText())
                .containsExactly("unpaid");
    }

    private static void theAuditHolds(Client client) throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String path = "/v1/audit/verification?from=" + today.minusDays(1) + "&to=" + today;
        JsonNode part = client.get(LEAD, path);
        assertThat(part.path("entries").asLong() + part.path("waiting").asLong())
                .isPositive();
        while (true) {
            assertThat(part.path("intact").asBoolean()).as(part.toString()).isTrue();
            if (!part.has("next")) {
                return;
            }
            part = client.get(LEAD, path + "&cursor=" + part.path("next").asText());
        }
    }

    /** The refunds that Stripe has and we do not, by their names. */
    private static List<String> missingHere(StripeBooks stripe, Client client) throws Exception {
        String laid = stripe.made().stream().map(StripeBooks.Made::json).collect(Collectors.joining(","));
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create(stripe.url() + "/laid/refunds"))
                            .POST(HttpRequest.BodyPublishers.ofString(laid))
                            .build(),
                    BodyHandlers.discarding());
        }
        Instant now = Instant.now();
        Answer asked = client.post(new Call(
                LEAD, "/v1/reconciliations", "compare", """
                {"provider":"stripe","from":"%s","to":"%s"}\
                """.formatted(now.minus(BACKUP_AGE), now.minusSeconds(1))));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String path = "/v1/reconciliations/" + asked.json().path("id").asText();
        long until = System.nanoTime() + TIMEOUT.toNanos();
        while (client.get(LEAD, path).path("finishedAt").isMissingNode() && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        return StreamSupport.stream(
                        client.get(LEAD, path + "/differences").path("items").spliterator(), false)
                .filter(each -> each.path("kind").asText().equals("MISSING_HERE")
                        && each.path("thing").asText().equals("REFUND"))
                .map(each -> each.path("reference").asText())
                .toList();
    }

    private static List<JsonNode> events(Client client, long after) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        long position = after;
        JsonNode page;
        do {
            page = client.get(Story.SHOP, "/v1/events?limit=" + EVENTS_PER_PAGE + "&after=" + position);
            for (JsonNode event : page.path("items")) {
                all.add(event);
                position = event.path("position").asLong();
            }
        } while (page.path("items").size() > 0);
        return all;
    }

    private static List<String> ids(List<JsonNode> events) {
        return events.stream().map(event -> event.path("id").asText()).toList();
    }

    // --- what a shop does ------------------------------------------------------------------------------------------

    private static Call place(String order, String more) {
        return new Call(Story.SHOP, "/v1/orders", "place-" + order, """
                {"id":"%1$s","market":"aliexpress","buyerId":"b-%1$s","sellerId":"s","currency":"EUR",\
                "lines":[{"sku":"MUG","quantity":1,"unitPrice":"12.50"}],"shippingFee":"0.00",\
                "shipTo":{"country":"DE","postalCode":"10115"}%2$s}\
                """.formatted(order, more));
    }

    private static void placed(Client client, String order, String more) throws IOException {
        mustBeCreated(client.post(place(order, more)));
    }

    /** Placed, paid by Stripe, and some of it given back. */
    private static void refunded(Client client, String order) throws IOException {
        placed(client, order, "");
        mustBeCreated(client.post(
                new Call(Story.SHOP, "/v1/orders/" + order + "/payments", "pay-" + order, """
                {"id":"p","method":"card","amount":"12.50","state":"CAPTURED","provider":"stripe",\
                "providerReference":"pi_%s"}\
                """.formatted(order))));
        mustBeCreated(client.post(new Call(
                Story.SHOP,
                "/v1/orders/" + order + "/refunds",
                "refund-" + order,
                "{\"amount\":\"5.00\",\"reason\":\"Late\"}")));
    }

    private static void mustBeCreated(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    // --- what operators do -----------------------------------------------------------------------------------------

    private Map<String, String> environment(
            ProductionDatabase server, StripeBooks stripe, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(server.environment(keys, settings));
        environment.put(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "postgresql://127.0.0.1:" + server.server().getPort() + "/" + DATABASE);
        environment.put("COUNTERMAND_STRIPE_KEY", "sk_test_1");
        environment.put("COUNTERMAND_STRIPE_URL", stripe.url());
        return environment;
    }

    private ProductionJar serve(
            ProductionDatabase server, StripeBooks stripe, Map<String, String> settings, Client client)
            throws IOException, InterruptedException {
        ProductionJar service = ProductionJar.serve(environment(server, stripe, settings));
        client.moveTo(service.baseUrl());
        return service;
    }

    private static Connection connect(ProductionDatabase server) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.server().getPort() + "/" + DATABASE, EmbeddedDatabase.USER, "");
    }

    /** The one becomes what the other is; nobody may be connected to that one. */
    private static void copy(Connection admin, String from, String to) throws SQLException {
        run(admin, "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + from + "'");
        run(admin, "drop database if exists " + to + " with (force)");
        run(admin, "create database " + to + " template " + from);
    }

    /** As docs/operations.md prints them, of a backup that is older than Stripe's memory. */
    private static String statements() throws IOException {
        List<String> blocks = STATEMENTS
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(1);
        assertThat(blocks.getFirst()).contains(MOMENT);
        return blocks.getFirst().replace(MOMENT, "'" + Instant.now().minus(BACKUP_AGE) + "'");
    }

    private static void run(Connection sql, String statements) throws SQLException {
        try (Statement statement = sql.createStatement()) {
            statement.execute(statements);
        }
    }

    /** @param condition a query for one truth value */
    private static void waitUntil(Connection sql, String condition) throws SQLException, InterruptedException {
        String query = "select (" + condition + ")::int";
        long until = System.nanoTime() + TIMEOUT.toNanos();
        while (ProductionDatabase.count(sql, query) == 0 && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        assertThat(ProductionDatabase.count(sql, query)).as(condition).isOne();
    }
}
