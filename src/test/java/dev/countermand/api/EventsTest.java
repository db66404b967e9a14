package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.countermand.PlainSql;
import dev.countermand.api.ToldMoves.Told;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.docs.EventCatalogue;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.payment.provider.FickleProvider;
import dev.countermand.payment.refund.RefundStatus;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.seller.SanctionStatus;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each move of each table of states is told by exactly one event of its own kind, and every event says what its schema
 * promises.
 */
@QuarkusTest
class EventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ROOT)
                    .build()));

    private static final List<ToldMoves> TABLES = List.of(
            ToldMoves.of(
                            "select order_id, 'orders/' || order_id as subject, status as state from orders",
                            "status",
                            "previousStatus",
                            OrderStatus.class,
                            OrderStatus::event,
                            // One that is paid on delivery begins further on (C1).
                            "order.placed",
                            // No new order: its payment failed, or is only a part (A20a).
                            "order.unpaid",
                            // What cancelled it was undone in time (A26).
                            "order.reinstated")
                    .moving(OrderStatus.class, (from, to) -> from.canBecome(to) || from.canComeBackTo(to)),
            ToldMoves.of(
                            "select order_id, 'cancellations/' || id as subject, status as state from cancellation",
                            "status",
                            "previousStatus",
                            CancellationStatus.class,
                            CancellationStatus::event,
                            "cancellation.reinstated")
                    .moving(CancellationStatus.class, CancellationStatus::canBecome),
            ToldMoves.of(
                            "select order_id, 'disputes/' || id as subject, status as state from dispute",
                            "status",
                            "previousStatus",
                            DisputeStatus.class,
                            DisputeStatus::event,
                            // By law the goods can come back at once: nobody has to agree (D1).
                            "dispute.opened",
                            "dispute.reinstated")
                    .moving(DisputeStatus.class, DisputeStatus::canBecome),
            ToldMoves.of(
                            "select order_id, 'refunds/' || id as subject, status as state from refund",
                            "status",
                            "previousStatus",
                            RefundStatus.class,
                            RefundStatus::event)
                    .moving(RefundStatus.class, RefundStatus::canBecome),
            ToldMoves.of(
                            "select order_id, 'cases/' || id as subject, status as state from review_case",
                            "status",
                            "previousStatus",
                            CaseStatus.class,
                            CaseStatus::event,
                            "case.opened",
                            // Its decision was undone.
                            "case.reopened")
                    .moving(CaseStatus.class, CaseStatus::canBecome),
            ToldMoves.of(
                            "select order_id, 'sanctions/' || id as subject, status as state from sanction"
                                    + " where order_id is not null",
                            "sanctionStatus",
                            "previousSanctionStatus",
                            SanctionStatus.class,
                            SanctionStatus::event)
                    .moving(SanctionStatus.class, SanctionStatus::canBecome),
            ToldMoves.of(
                            "select order_id, 'payments/' || payment_id as subject, state from payment",
                            "paymentState",
                            "previousPaymentState",
                            PaymentState.class,
                            PaymentState::event)
                    .moving(PaymentState.class, PaymentState::canBecome),
            ToldMoves.of(
                    "select order_id, 'shipments/' || id as subject, parcel_state as state from shipment",
                    "parcelState",
                    "previousParcelState",
                    ParcelState.class,
                    ParcelState::event,
                    "shipment.reinstated"));

    /** {@code SweepRangesTest} makes a sweep fail. */
    private static final Set<String> SEEN_ELSEWHERE = Set.of("sweep.failed");

    /** What an act passes on, such as {@code "order.items-changed"}. */
    private static final Pattern KIND = Pattern.compile("\"([a-z]+\\.[a-z]+(?:-[a-z]+)*)\"");

    /** A line of {@code event()} of a table of states: that it names the kind does not mean that anything reaches it. */
    private static final Pattern NAMED_BY_A_STATE = Pattern.compile("^\\s*case [A-Z_, ]+ -> \"");

    private static List<String> sellers = List.of();

    @Inject
    DataSource source;

    @Inject
    FickleProvider fickle;

    @BeforeEach
    void everythingHasHappened() {
        if (sellers.isEmpty()) {
            List<String> all = new ArrayList<>(new EventWalks().play());
            all.addAll(new MoveWalks(fickle).play());
            sellers = all;
        }
    }

    /** From what each event says it can be read what each thing was, one after the other, up to what it is. */
    @Test
    void eachMoveIsToldOnce() throws Exception {
        List<Told> events = told();
        for (ToldMoves table : TABLES) {
            List<JsonNode> rows = rows("select t.order_id, t.subject, t.state from (" + table.rows()
                    + ") t join orders o using (order_id) where o.seller_id = any(?)"
                    + " and not exists (select 1 from outbox_event e where e.order_id = o.order_id"
                    + " and e.type = 'dev.countermand.order.imported.v1')");
            assertThat(rows).as(table.rows()).isNotEmpty();
            for (JsonNode row : rows) {
                List<Told> lived = events.stream()
                        .filter(event -> event.orderId()
                                        .equals(row.path("order_id").asText())
                                && event.subject().equals(row.path("subject").asText()))
                        .toList();
                assertThat(table.fault(row.path("state").asText(null), lived))
                        .as("%s", row)
                        .isEmpty();
            }
        }
    }

    /** What has no table of moves and is told once all the same. */
    @Test
    void eachEntryAndEachDemandIsToldOnce() throws Exception {
        once(
                "select e.order_id, e.id::text as id from seller_entry e where e.seller_id = any(?)",
                "seller.",
                "entryId");
        once(
                "select c.order_id, c.id::text as id from charge c join orders o using (order_id) where o.seller_id ="
                        + " any(?)",
                "charge.booked",
                "chargeId");
        String demands = "select d.order_id, d.id::text as id from (select order_id, id, outcome from evidence_demand"
                + " union all select order_id, id, outcome from case_demand) d join orders o using (order_id)"
                + " where o.seller_id = any(?)";
        once(demands, "evidence.demanded", "demandId");
        once(demands + " and d.outcome = 'MISSING'", "evidence.missing", "demandId");
        once(demands + " and d.outcome = 'NEEDLESS'", "evidence.needless", "demandId");
        once(demands + " and d.outcome = 'GIVEN'", "evidence.demand-met", "demandId");
    }

    private void once(String rows, String kind, String idField) throws Exception {
        List<Told> events = told();
        List<JsonNode> found = rows(rows);
        assertThat(found).as(rows).isNotEmpty();
        for (JsonNode row : found) {
            assertThat(events.stream()
                            .filter(event -> event.kind().startsWith(kind)
                                    && event.data().path(idField).equals(row.path("id"))))
                    .as("%s of %s", kind, row)
                    .hasSize(1);
        }
    }

    /**
     * The walks go through every state, so that a new one cannot stay without having been told, and none is published that no
     * act reaches.
     */
    @Test
    void everyStateIsReached() throws Exception {
        Set<String> unwritten = EventCatalogue.read().unwritten().keySet();
        Set<String> seen = new HashSet<>();
        told().forEach(event -> seen.add(event.kind()));
        Set<String> states = new HashSet<>();
        for (ToldMoves table : TABLES) {
            states.addAll(table.kinds().values());
            table.kinds()
                    .forEach((state, kind) -> assertThat(seen.contains(kind))
                            .as(
                                    "No walk of EventWalks makes anything %s, so nobody has seen the event %s: add a"
                                            + " walk; or, where no act reaches it, name it under `unwritten` of the"
                                            + " catalogue. One that is written is published",
                                    state, kind)
                            .isEqualTo(!unwritten.contains(kind)));
        }
        assertThat(states).as("what is unwritten is a state's").containsAll(unwritten);
    }

    /**
     * Every published kind is written by some act: it was seen, or its name stands where an act passes it on, and not only in
     * a table that names kinds for states.
     */
    @Test
    void everyPublishedKindIsWritten() throws Exception {
        Set<String> written = new TreeSet<>(SEEN_ELSEWHERE);
        written.addAll(sql().ask("select distinct regexp_replace(type, '^dev\\.countermand\\.(.*)\\.v1$', '\\1')"
                + " from outbox_event"));
        for (Path source : mainSources()) {
            Files.readString(source)
                    .lines()
                    .filter(line -> !NAMED_BY_A_STATE.matcher(line).find())
                    .forEach(line -> KIND.matcher(line).results().forEach(found -> written.add(found.group(1))));
        }
        assertThat(EventCatalogue.read().kinds().keySet().stream().filter(kind -> !written.contains(kind)))
                .as("kinds that docs/events.md publishes, and that nothing writes: add a walk to EventWalks")
                .isEmpty();
    }

    private static List<Path> mainSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** The walks go every way that the tables of moves allow, so that none is told wrongly or not at all. */
    @Test
    void everyMoveIsReached() throws Exception {
        List<Told> events = told();
        Map<String, Set<String>> missing = new LinkedHashMap<>();
        Map<String, Set<String>> named = UnwalkedMoves.byTable();
        for (ToldMoves table : TABLES) {
            Set<String> left = new TreeSet<>(table.moves());
            left.removeAll(table.told(events));
            if (!left.isEmpty()) {
                missing.put(table.name(), left);
            }
        }
        assertThat(missing.values().stream().mapToInt(Set::size).sum())
                .as("moves that nobody has walked: %s", missing)
                .isLessThan(
                        TABLES.stream().mapToInt(table -> table.moves().size()).sum());
        assertThat(missing)
                .as("add a walk to EventWalks, or name the move in UnwalkedMoves with why; and take out what is"
                        + " walked now")
                .isEqualTo(named);
    }

    /** Of the walks, and of whatever other tests have done before in this database. */
    @Test
    void everyEventSaysWhatItsSchemaPromises() throws Exception {
        EventCatalogue catalogue = EventCatalogue.read();
        Map<String, Schema> schemas = new LinkedHashMap<>();
        Map<String, Set<String>> known = new LinkedHashMap<>();
        for (EventCatalogue.Kind kind : catalogue.kinds().values()) {
            // EventsPageTest holds the published files to it.
            schemas.put(kind.type(), SCHEMAS.getSchema(kind.schema()));
            Set<String> names = new HashSet<>();
            kind.fields().forEach(field -> names.add(field.name()));
            known.put(kind.type(), names);
        }
        Set<String> faults = new TreeSet<>();
        int seen = 0;
        for (JsonNode event : published()) {
            seen++;
            String type = event.path("type").asText();
            Schema schema = schemas.get(type);
            if (schema == null) {
                faults.add(type + " is not in docs/events/catalogue.yaml");
                continue;
            }
            schema.validate(event).forEach(fault -> faults.add(type + ": " + fault));
            event.path("data").fieldNames().forEachRemaining(name -> {
                if (!known.get(type).contains(name)) {
                    faults.add(type + " says " + name + ", of which docs/events/catalogue.yaml knows nothing");
                }
            });
        }
        assertThat(seen).isGreaterThan(100);
        assertThat(faults).isEmpty();
    }

    /** The audit has each act that the events have, with who did it. */
    @Test
    void theAuditTellsTheSame() {
        String audited = "select a.object || ' ' || a.action || ' ' || count(*) from audit_entry a join orders o on"
                + " o.order_id = a.subject where o.seller_id = any(?) group by a.object, a.action order by 1";
        String told = "select e.subject || ' ' || regexp_replace(e.type, '^dev\\.countermand\\.(.*)\\.v1$', '\\1')"
                + " || ' ' || count(*) from outbox_event e join orders o using (order_id)"
                + " where o.seller_id = any(?) group by e.subject, e.type order by 1";
        Object who = sellers.toArray(String[]::new);
        assertThat(sql().ask(audited, who)).isNotEmpty().containsExactlyInAnyOrderElementsOf(sql().ask(told, who));
    }

    // --- what is there -----------------------------------------------------------------------------------------------

    /** Every event of the orders of the walks, as they happened. */
    private List<Told> told() throws Exception {
        // The relay gives what is committed its position.
        Http.as("mp", "service").get("/v1/events?limit=1").then().statusCode(200);
        List<Told> told = new ArrayList<>();
        for (JsonNode event : rows("select e.order_id, e.subject, e.type, e.data from outbox_event e"
                + " join orders o using (order_id) where o.seller_id = any(?) order by e.position")) {
            String type = event.path("type").asText();
            told.add(new Told(
                    event.path("order_id").asText(),
                    event.path("subject").asText(),
                    type.substring("dev.countermand.".length(), type.length() - ".v1".length()),
                    JSON.readTree(event.path("data").asText())));
        }
        assertThat(told).hasSizeGreaterThan(100);
        return told;
    }

    private List<JsonNode> rows(String select) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        for (String row : sql().ask("select row_to_json(q)::text from (" + select + ") q", (Object)
                sellers.toArray(String[]::new))) {
            rows.add(JSON.readTree(row));
        }
        return rows;
    }

    /** As consumers read them: all that the walks made, at the end of what there is. */
    private List<JsonNode> published() throws Exception {
        List<JsonNode> all = new ArrayList<>();
        String first = sql().ask("select min(e.position)::text from outbox_event e join orders o using (order_id)"
                        + " where o.placed_at is not null and e.type = 'dev.countermand.order.placed.v1'")
                .getFirst();
        long after = Long.parseLong(first) - 1;
        JsonNode page;
        do {
            page = JSON.readTree(Http.as("mp", "service")
                    .get("/v1/events?limit=200&after=" + after)
                    .asString());
            for (JsonNode event : page.path("items")) {
                // What a test of partitions lays ready says nothing.
                if (!event.path("data").isEmpty()) {
                    all.add(event);
                }
                after = event.path("position").asLong();
            }
        } while (!page.path("items").isEmpty());
        return all;
    }

    private PlainSql sql() {
        return new PlainSql(source);
    }
}
