package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carriers tell late, twice, and out of order. */
@QuarkusTest
class CarrierEventsTest {

    /** Not RETURNED: an order whose parcel went back has ended, and what is told later does not bring it to life again. */
    private static final List<String> STATUSES =
            List.of("LABEL_CREATED", "ACCEPTED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "EXCEPTION", "DELIVERED");

    @Inject
    DataSource source;

    private final Market market = Market.open();

    static Map<String, Object> event(String id, String number, String status, Instant at) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", id);
        event.put("carrier", "ups");
        event.put("trackingNumber", number);
        event.put("status", status);
        event.put("occurredAt", at.toString());
        return event;
    }

    static JsonPath send(List<?> events) {
        return Http.as("shop", "service")
                .body(events)
                .post("/v1/carrier-events")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /**
     * The same events in several orders, with duplicates, cut into batches at random: each time the shipment, and the
     * order around it, end the same as when they came in one batch, in time and once.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void anyOrderOfArrivalEndsInTheSameShipment(long seed) {
        Random random = new Random(seed);
        Instant start = Http.now().minus(Duration.ofHours(20)).truncatedTo(ChronoUnit.MINUTES);
        List<Map<String, Object>> way = way(random, start);
        String inTime = shipped();
        send(named(way, number(inTime)));
        Map<String, Object> expected = seen(inTime);

        for (int walk = 0; walk < 3; walk++) {
            String order = shipped();
            List<Map<String, Object>> arrivals = named(way, number(order));
            arrivals.addAll(arrivals.subList(0, random.nextInt(arrivals.size() + 1)));
            Collections.shuffle(arrivals, random);
            int from = 0;
            while (from < arrivals.size()) {
                int to = Math.min(arrivals.size(), from + 1 + random.nextInt(4));
                send(arrivals.subList(from, to));
                from = to;
            }
            assertThat(seen(order))
                    .as("seed %s, walk %s: %s", seed, walk, arrivals)
                    .isEqualTo(expected);
        }
    }

    /** Half-hour steps, so that some events fall on one moment. */
    private static List<Map<String, Object>> way(Random random, Instant start) {
        return IntStream.range(0, 3 + random.nextInt(8))
                .mapToObj(i -> {
                    Map<String, Object> event = event(
                            "ev-" + i,
                            "",
                            STATUSES.get(random.nextInt(STATUSES.size())),
                            start.plus(Duration.ofMinutes(30L * random.nextInt(12))));
                    if (random.nextBoolean()) {
                        event.put("location", Map.of("country", random.nextBoolean() ? "DE" : "CN"));
                    }
                    return event;
                })
                .toList();
    }

    private static List<Map<String, Object>> named(List<Map<String, Object>> way, String number) {
        List<Map<String, Object>> named = new ArrayList<>();
        way.forEach(event -> {
            Map<String, Object> copy = new LinkedHashMap<>(event);
            copy.put("trackingNumber", number);
            named.add(copy);
        });
        return named;
    }

    private String shipped() {
        String order = market.paid();
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        return order;
    }

    private String number(String order) {
        return market.order(order).getString("shipments[0].trackingNumber");
    }

    /** What does not depend on which order it is, or on when it was asked. */
    private Map<String, Object> seen(String order) {
        JsonPath view = market.order(order);
        Map<String, Object> seen = new LinkedHashMap<>();
        // Neither the storage period, which hangs on the last word, nor what may be done now: half of a story may look
        // like fraud for a while, and freeze the order (A25).
        for (String field :
                List.of("status", "shipments[0].acceptedAt", "shipments[0].deliveredAt", "shipments[0].lastStatus")) {
            seen.put(field, view.get(field));
        }
        // To the minute: the deadline of an order that was frozen for a moment stood still for it.
        String release = view.get("deadlines.find { it.kind == 'RELEASE_ESCROW' }?.dueAt");
        seen.put("release", release == null ? null : Instant.parse(release).truncatedTo(ChronoUnit.MINUTES));
        return seen;
    }

    @Test
    void aBatchTellsOfEachEventWhatBecameOfIt() {
        String number = Market.trackingNumber();
        Instant at = Http.now().minus(Duration.ofHours(2));
        Map<String, Object> unknown = event("c", number, "ACCEPTED", at);
        unknown.put("carrier", "pigeon");
        List<Map<String, Object>> batch = List.of(
                event("b", number, "IN_TRANSIT", at),
                event("a", number, "ACCEPTED", at),
                unknown,
                // Twice in one batch, the second time written otherwise: the first counts.
                event("a", number.toLowerCase(java.util.Locale.ROOT), "ACCEPTED", at));
        assertThat(send(batch).getList("items.result")).containsExactly("STORED", "STORED", "REJECTED", "DUPLICATE");
        assertThat(send(batch).getList("items.result"))
                .containsExactly("DUPLICATE", "DUPLICATE", "REJECTED", "DUPLICATE");
        assertThat(send(batch).getList("items.id")).containsExactly("b", "a", "c", "a");
    }

    /** One parcel's events, and many parcels' in one batch, reach every order that names them. */
    @Test
    void aBatchReachesAllItsOrders() {
        Instant at = Http.now().minus(Duration.ofHours(2));
        String twoParcels = market.paid();
        String first = Market.trackingNumber();
        String second = Market.trackingNumber();
        for (String number : List.of(first, second)) {
            market.ship(twoParcels, number, Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                    .then()
                    .statusCode(201);
        }
        String other = shipped();
        send(List.of(
                event("1", first, "DELIVERED", at),
                event("2", second, "DELIVERED", at.plusSeconds(60)),
                event("3", number(other), "ACCEPTED", at),
                event("4", Market.trackingNumber(), "ACCEPTED", at)));
        assertThat(market.order(twoParcels).getString("status")).isEqualTo("DELIVERED");
        assertThat(market.order(other).getString("status")).isEqualTo("IN_TRANSIT");
    }

    /** The same batch from several senders at once, each in its own order, is stored once and hangs nowhere. */
    @Test
    void theSameEventsAtOnceAreStoredOnce() {
        Instant at = Http.now().minus(Duration.ofHours(2));
        for (int round = 0; round < Rounds.of(5); round++) {
            String order = shipped();
            List<Map<String, Object>> batch = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                batch.add(event("e" + i, i % 4 == 0 ? number(order) : Market.trackingNumber(), "IN_TRANSIT", at));
            }
            Random random = new Random(round);
            List<CompletableFuture<List<String>>> senders = new ArrayList<>();
            for (int sender = 0; sender < 4; sender++) {
                List<Map<String, Object>> mine = new ArrayList<>(batch);
                Collections.shuffle(mine, random);
                senders.add(CompletableFuture.supplyAsync(() -> send(mine).getList("items.result")));
            }
            long stored = senders.stream()
                    .flatMap(sender -> sender.join().stream())
                    .filter("STORED"::equals)
                    .count();
            assertThat(stored).isEqualTo(batch.size());
            assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        }
    }

    /** A scan that arrives while the seller names its number is lost to neither: nobody is frozen for it (F1). */
    @Test
    void aScanAtTheMomentOfTheDeclarationIsSeen() {
        Instant at = Http.now().minus(Duration.ofHours(2));
        for (int round = 0; round < Rounds.of(15); round++) {
            String order = market.paid();
            String number = Market.trackingNumber();
            CompletableFuture<JsonPath> scan =
                    CompletableFuture.supplyAsync(() -> send(List.of(event("e", number, "ACCEPTED", at))));
            market.ship(order, number).then().statusCode(201);
            scan.join();
            Market.eventually(
                    () -> assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT"));
        }
    }

    /** As a transaction leaves it that was not there yet when the declaration looked, and looked before that was there. */
    @Test
    void eventsThatCrossedADeclarationAreReadRightAfterIt() {
        Instant at = Http.now().minus(Duration.ofHours(2));
        String order = shipped();
        Market.eventually(() -> assertThat(waiting(order)).isEmpty());
        sql().run(
                        "insert into carrier_event (carrier, tracking_number, event_id, status, occurred_at, received_at)"
                                + " values ('ups', ?, 'crossed', 'ACCEPTED', cast(? as timestamptz), cast(? as timestamptz))",
                        number(order),
                        at.toString(),
                        at.toString());
        assertThat(market.order(order).getString("status")).isEqualTo("SHIPPED");
        sql().run(
                        "insert into deadline (order_id, id, kind, subject, due_at)"
                                + " values (?, gen_random_uuid(), 'EVENTS_CROSSED', ?, cast(? as timestamptz))",
                        order,
                        "ups " + number(order),
                        at.toString());
        Market.eventually(
                () -> assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT"));
    }

    /** The declaration itself leaves what makes that happen; a tick may take one away before it is seen here, not five. */
    @Test
    void aDeclarationLeavesALookForWhatCrossedIt() {
        assertThat(IntStream.range(0, 5).mapToObj(ignored -> waiting(shipped())))
                .anyMatch(List.of("EVENTS_CROSSED")::equals);
    }

    /** What a killed process had stored, and told no order of. */
    @Test
    void newsThatWasLeftIsTold() {
        Instant at = Http.now().minus(Duration.ofHours(2));
        String order = shipped();
        Market.eventually(() -> assertThat(waiting(order)).isEmpty());
        sql().run(
                        "with event as (insert into carrier_event (carrier, tracking_number, event_id, status, occurred_at,"
                                + " received_at) values ('ups', ?, 'left', 'ACCEPTED', cast(? as timestamptz),"
                                + " cast(? as timestamptz)) returning carrier, tracking_number)"
                                + " insert into unapplied_event (id, carriers, tracking_numbers, claimed_until)"
                                + " select gen_random_uuid(), array[carrier], array[tracking_number],"
                                + " cast(? as timestamptz) from event",
                        number(order),
                        at.toString(),
                        at.toString(),
                        at.toString());
        Market.eventually(
                () -> assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT"));
        Market.eventually(() -> assertThat(
                        sql().ask("select id from unapplied_event where ? = any(tracking_numbers)", number(order)))
                .isEmpty());
    }

    /** One order that cannot be told keeps neither the sender nor the other orders from anything. */
    @Test
    void anOrderThatCannotBeToldHoldsUpNobodyAndIsToldLater() {
        Instant at = Http.now().minus(Duration.ofHours(2));
        String faulty = shipped();
        String faultyNumber = number(faulty);
        String other = shipped();
        sql().run("update orders set policy_version = policy_version + 900 where order_id = ?", faulty);
        List<Map<String, Object>> batch =
                List.of(event("e", faultyNumber, "ACCEPTED", at), event("e", number(other), "ACCEPTED", at));
        assertThat(send(batch).getList("items.result")).containsExactly("STORED", "STORED");
        assertThat(market.order(other).getString("status")).isEqualTo("IN_TRANSIT");

        sql().run("update orders set policy_version = policy_version - 900 where order_id = ?", faulty);
        assertThat(sql().run(
                                "update unapplied_event set claimed_until = cast(? as timestamptz)"
                                        + " where ? = any(tracking_numbers)",
                                at.toString(),
                                faultyNumber))
                .isPositive();
        Market.eventually(
                () -> assertThat(market.order(faulty).getString("status")).isEqualTo("IN_TRANSIT"));
    }

    /** Nothing is left behind by who was not killed. */
    @Test
    void newsThatWasToldIsGone() {
        String order = shipped();
        send(List.of(event("e", number(order), "ACCEPTED", Http.now().minus(Duration.ofHours(2)))));
        assertThat(sql().ask("select id from unapplied_event where ? = any(tracking_numbers)", number(order)))
                .isEmpty();
    }

    /** Which of two stories is stored must not hang on which came first, so the second is refused, and says why. */
    @Test
    void anIdIsNotTakenTwiceForDifferentNews() {
        Instant at = Http.now().minus(Duration.ofHours(2));
        String order = shipped();
        Map<String, Object> first = event("e", number(order), "IN_TRANSIT", at);
        assertThat(send(List.of(first)).getString("items[0].result")).isEqualTo("STORED");
        Map<String, Object> worded = new LinkedHashMap<>(first);
        worded.put("description", "on its way");
        assertThat(send(List.of(worded)).getString("items[0].result")).isEqualTo("DUPLICATE");

        Map<String, Object> otherStatus = event("e", number(order), "DELIVERED", at);
        Map<String, Object> otherTime = event("e", number(order), "IN_TRANSIT", at.plusSeconds(1));
        Map<String, Object> otherPlace = new LinkedHashMap<>(first);
        otherPlace.put("location", Map.of("country", "DE"));
        for (Map<String, Object> other : List.of(otherStatus, otherTime, otherPlace)) {
            JsonPath answer = send(List.of(first, other));
            assertThat(answer.getList("items.result")).containsExactly("DUPLICATE", "REJECTED");
            answer = send(List.of(other));
            assertThat(answer.getString("items[0].result")).isEqualTo("REJECTED");
            assertThat(answer.getString("items[0].problem")).startsWith("[0].id must not be that of another event");
        }
        assertThat(market.order(order).getString("shipments[0].lastStatus")).isEqualTo("IN_TRANSIT");

        // A carrier's clock was ahead of ours: the moment was kept as the one at which it was told.
        Map<String, Object> ahead =
                event("ahead", number(order), "IN_TRANSIT", Http.now().plus(Duration.ofHours(2)));
        assertThat(send(List.of(ahead)).getString("items[0].result")).isEqualTo("STORED");
        assertThat(send(List.of(ahead)).getString("items[0].result")).isEqualTo("DUPLICATE");
    }

    /** F6: the carrier corrects where it was, under a new id; the suspicion goes as it came, whatever came first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCorrectedPlaceOfDeliveryClearsWhatTheWrongOneSaid(boolean wrongFirst) {
        Instant at = Http.now().minus(Duration.ofHours(2));
        String order = shipped();
        Map<String, Object> wrong = event("w", number(order), "DELIVERED", at);
        wrong.put("location", Map.of("country", "FR", "postalCode", "75001"));
        Map<String, Object> right = event("r", number(order), "DELIVERED", at);
        right.put("location", Map.of("country", "DE", "postalCode", "10115"));
        send(List.of(wrongFirst ? wrong : right));
        assertThat(standing(order).contains("WRONG_DESTINATION")).isEqualTo(wrongFirst);
        send(List.of(wrongFirst ? right : wrong));
        assertThat(standing(order)).doesNotContain("WRONG_DESTINATION");
    }

    /** Posts number their parcels abroad by one standard: whichever post somebody names, the number is the parcel. */
    @ParameterizedTest
    @ValueSource(strings = {"usps", "s10", "canadapost"})
    void aNumberOfTheUniversalPostalUnionIsOneParcelUnderEveryPost(String declaredAs) {
        String number = Market.letterNumber("RA");
        String order = market.paid();
        market.ship(order, number, Map.of("carrier", declaredAs)).then().statusCode(201);
        Map<String, Object> scan = event("e", number, "ACCEPTED", Http.now().minus(Duration.ofHours(2)));
        scan.put("carrier", "usps");
        assertThat(send(List.of(scan)).getString("items[0].result")).isEqualTo("STORED");
        scan.put("carrier", "s10");
        assertThat(send(List.of(scan)).getString("items[0].result")).isEqualTo("DUPLICATE");
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(standing(order)).doesNotContain("NUMBER_INVALID");
    }

    private List<String> standing(String order) {
        return sql().ask("select code from finding where order_id = ? and cleared_at is null", order);
    }

    private List<String> waiting(String order) {
        return sql().ask("select kind from deadline where order_id = ? and kind = 'EVENTS_CROSSED'", order);
    }

    private PlainSql sql() {
        return new PlainSql(source);
    }
}
