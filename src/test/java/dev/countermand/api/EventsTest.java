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
import dev.countermand.payment.refund.RefundStatus;
import dev.countermand.review.CaseStatus;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    /** States that no act reaches yet, or whose way is walked by the test named. */
    private static final Set<String> NOT_WALKED_HERE =
            Set.of("case.awaiting-evidence", "case.awaiting-approval", "case.appealed", "shipment.replaced");

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
                            "order.unpaid")
                    .moving(OrderStatus.class, OrderStatus::canBecome),
            ToldMoves.of(
                            "select order_id, 'cancellations/' || id as subject, status as state from cancellation",
                            "status",
                            "previousStatus",
                            CancellationStatus.class,
                            CancellationStatus::event)
                    .moving(CancellationStatus.class, CancellationStatus::canBecome),
            ToldMoves.of(
                            "select order_id, 'disputes/' || id as subject, status as state from dispute",
                            "status",
                            "previousStatus",
                            DisputeStatus.class,
                            DisputeStatus::event)
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
                            "case.opened")
                    .moving(CaseStatus.class, CaseStatus::canBecome),
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
                    ParcelState::event));

    private static List<String> sellers = List.of();

    @Inject
    DataSource source;

    @BeforeEach
    void everythingHasHappened() {
        if (sellers.isEmpty()) {
            List<String> all = new ArrayList<>(new EventWalks().play());
            all.addAll(new MoveWalks().play());
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
        String demands = "select d.order_id, d.id::text as id from evidence_demand d join orders o using (order_id)"
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

    /** The walks go through every state, so that a new one cannot stay without having been told. */
    @Test
    void everyStateIsReached() throws Exception {
        Set<String> seen = new HashSet<>();
        told().forEach(event -> seen.add(event.kind()));
        for (ToldMoves table : TABLES) {
            table.kinds()
                    .forEach((state, kind) -> assertThat(seen.contains(kind) || NOT_WALKED_HERE.contains(kind))
                            .as(
                                    "No walk of EventWalks makes anything %s, so nobody has seen the event %s: add a"
                                            + " walk, or name it in NOT_WALKED_HERE with the test that sees it",
                                    state, kind)
                            .isTrue());
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
