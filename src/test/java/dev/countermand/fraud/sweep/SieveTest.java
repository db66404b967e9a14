package dev.countermand.fraud.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Market;
import dev.countermand.database.Sessions;
import dev.countermand.demo.DevClock;
import dev.countermand.detector.Detector;
import dev.countermand.detector.Detectors;
import dev.countermand.fraud.judgement.FactsReader;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.fraud.judgement.Judgement;
import dev.countermand.fraud.judgement.JudgementService;
import dev.countermand.fraud.judgement.RuleBooks;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules F: whatever a judgement of every order finds or clears, the sieve lets through. */
@QuarkusTest
class SieveTest {

    private static final int ORDERS = 600;
    private static final long SEED = 20_261_123;

    @Inject
    RangeReader reader;

    @Inject
    SweepCut cut;

    @Inject
    FactsReader facts;

    @Inject
    Findings findings;

    @Inject
    JudgementService fraud;

    @Inject
    RuleBooks books;

    @Inject
    Sessions sessions;

    @Inject
    DevClock clock;

    @Inject
    Scheduler scheduler;

    @Inject
    DataSource source;

    private final Random random = new Random(SEED);
    private final String run = Market.fresh("sieve");
    private final UUID sweep = UUID.randomUUID();
    private SweptMarket database;
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void layOrders() {
        scheduler.pause();
        database = new SweptMarket(source);
        now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String template = Market.open().shipped();
        for (int i = 0; i < ORDERS; i++) {
            lay(template, order(i));
        }
        database.run(
                "insert into sweep (id, status, dry_run, requested_by, requested_at, started_at) values (?, 'DONE', true, 'test', now(), now())",
                sweep);
    }

    @AfterEach
    void leaveNothing() {
        database.run("update shipment set settled = true where order_id like ?", run + "%");
        database.run("delete from seller_profile where seller_id like ?", run + "%");
        scheduler.resume();
    }

    @Test
    void nothingThatAJudgementFindsIsSiftedOut() {
        List<String> all = database.ask("select order_id from orders where order_id like ?", run + "%");
        Map<String, Judgement> judgements = judgeAll(all);
        Set<String> changed = judgements.entrySet().stream()
                .filter(entry -> entry.getValue().changesSomething())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        everySignalIsThere(judgements);

        RangeReader.Sifted range = sift(lease(0, new RangeLease.Bounds.Orders(run, run + "~")));
        assertThat(range.orders()).containsAll(changed);
        assertThat(range.examined())
                .isEqualTo(database.count(
                        "select count(*) from shipment where order_id like ? and not settled", run + "%"));
        assertThat(range.ended())
                .isEqualTo(database.count(
                        "select count(*) from shipment join orders using (order_id)"
                                + " where order_id like ? and not settled and closed_at is not null",
                        run + "%"));
        assertThat(range.orders().stream().distinct().count())
                .as("some are sifted out")
                .isLessThan(ORDERS * 9 / 10);

        database.run(
                "insert into sweep_range (sweep_id, no, orders) values (?, 7, ?)", sweep, all.toArray(String[]::new));
        RangeReader.Sifted named = sift(lease(7, new RangeLease.Bounds.Named()));
        assertThat(named.orders()).containsAll(changed);
        assertThat(named.examined()).isEqualTo(range.examined());
    }

    /** What tells of requests and evidence is not the shipments that change: the cut, and the acts themselves, look there. */
    @Test
    void nothingThatAChangedShipmentShowsIsSiftedOut() {
        List<String> all = database.ask("select order_id from orders where order_id like ?", run + "%");
        Set<String> besides = Set.of("EVIDENCE_REUSED", "COERCED_REASON");
        Set<String> shown = judgeAll(all).entrySet().stream()
                .filter(order -> !order.getValue().cleared().isEmpty()
                        || order.getValue().added().stream()
                                .anyMatch(found ->
                                        !besides.contains(found.finding().code())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        database.run(
                "update shipment set changed_at = ? where order_id like ?", java.sql.Timestamp.from(now), run + "%");
        Instant end = now.plus(1, ChronoUnit.MICROS);
        RangeReader.Sifted changes = sift(lease(8, new RangeLease.Bounds.Changes(now, end, Instant.EPOCH)));
        assertThat(changes.orders()).containsAll(shown);
        assertThat(changes.examined())
                .isEqualTo(database.count(
                        "select count(*) from shipment where order_id like ? and not settled", run + "%"));
    }

    private void everySignalIsThere(Map<String, Judgement> judgements) {
        Set<String> codes = new HashSet<>();
        judgements
                .values()
                .forEach(judgement -> judgement
                        .added()
                        .forEach(found -> codes.add(found.finding().code())));
        assertThat(codes).containsAll(Detectors.ALL.stream().map(Detector::code).toList());
        assertThat(judgements.values())
                .anySatisfy(judgement -> assertThat(judgement.cleared()).isNotEmpty());
    }

    private Map<String, Judgement> judgeAll(List<String> orders) {
        return await(sessions.inTransaction(() -> books.current()
                .flatMap(book -> facts.ofOrders(orders, now)
                        .flatMap(candidates -> findings.knownAsOf(orders, now)
                                .map(known -> candidates.stream()
                                        .collect(Collectors.groupingBy(
                                                candidate -> candidate.facts().orderId()))
                                        .entrySet()
                                        .stream()
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey,
                                                entry -> fraud.assess(
                                                        entry.getValue(),
                                                        known.getOrDefault(entry.getKey(), List.of()),
                                                        book))))))));
    }

    private RangeLease lease(int no, RangeLease.Bounds bounds) {
        return new RangeLease(sweep, no, 1, bounds, true, null, now);
    }

    private RangeReader.Sifted sift(RangeLease lease) {
        String shared = await(sessions.inTransaction(() -> cut.reach().map(Sieve::findShared)));
        database.run("delete from sweep_shared where sweep_id = ?", sweep);
        database.run(shared.replace(":id", "'" + sweep + "'").replaceAll(":now\\b", "'" + now + "'"));
        return await(sessions.inTransaction(() -> reader.sift(lease, now)));
    }

    // --- random orders ---------------------------------------------------------------------------------------------

    private String order(int number) {
        return run + "-" + (1_000 + number);
    }

    private void lay(String template, String order) {
        boolean closed = random.nextInt(10) == 0;
        Instant declared = now.minus(Duration.ofHours(one(1, 30, 60, 24 * 7, 24 * 9, 24 * 40, 24 * 119, 24 * 121)))
                .minusSeconds(random.nextInt(100_000));
        Instant scanned = one(null, null, declared.plus(Duration.ofHours(one(-100, -40, 2, 30))));
        boolean accepted = scanned != null && random.nextInt(4) > 0;
        Instant delivered = scanned == null ? null : one(null, scanned.plus(Duration.ofHours(one(0, 1, 3, 13, 200))));
        String seller = run + one("bad", "s1", "s2", "s3");
        JsonObject orderFields = new JsonObject()
                .put("buyer_id", one("b1", "b2", "b3"))
                .put("seller_id", seller)
                .put("placed_at", text(declared.minus(Duration.ofHours(one(2, 50)))))
                .put("verified_at", text(declared.minus(Duration.ofHours(1))))
                .put("ship_from_country", one("CN", "cn", "PL", null))
                .put("ship_to_country", one("DE", "de", "FR"))
                .put("ship_to_postal_code", one("10115", "10 115", "010115", "sw1a 1aa", "99999", "0", "1"))
                .put("closed_at", closed ? text(now) : null);
        JsonObject shipment = new JsonObject()
                .put("seller_id", seller)
                .put("declared_at", text(declared))
                .put("tracking_number", random.nextInt(3) == 0 ? run + random.nextInt(40) : order)
                .put("carrier", one("ups", "usps"))
                .put("contested_request_at", one(null, null, text(declared.minus(Duration.ofHours(one(1, 100))))))
                .put("first_scan_at", text(scanned))
                .put("first_scan_country", scanned == null ? null : one("CN", "cn", "PL", null))
                .put("accepted_at", accepted ? text(scanned) : null)
                .put("delivered_at", text(delivered))
                .put("delivered_country", delivered == null ? null : one("DE", "de", "FR", null))
                .put(
                        "delivered_postal_code",
                        delivered == null ? null : one("10117", "00010115", "SW1A1AA", "00", null))
                .put("number_valid", one(true, true, false, null))
                .put("number_certain", one(true, false))
                .put("number_tracked", one(true, true, false))
                .put("number_country", one(null, null, "DE", "FR"))
                .put("number_postal_code", one(null, null, "10-115", "20095"))
                .put("shipper_id", random.nextInt(3) == 0 ? run + random.nextInt(30) : null)
                .put("settled", closed && random.nextBoolean())
                .put("changed_at", text(declared));
        database.lay(template, order, orderFields, shipment);
        besides(order, seller);
    }

    /** Requests, evidence and findings of some. */
    private void besides(String order, String seller) {
        database.run(
                "insert into seller_profile values (?, ?, 3600, 5, 5, 9, 9, 9) on conflict do nothing",
                run + "bad",
                java.sql.Timestamp.from(now));
        if (random.nextInt(6) == 0) {
            database.run(
                    "insert into cancellation (order_id, id, status, seller_id, buyer_id, reason, seller_asked, whole, amount,"
                            + " liability, requested_at, requested_by, version) values (?, ?, 'REFUSED', ?, 'b', 'OTHER', true, true,"
                            + " 1, 'BUYER', ?, 'b', 0)",
                    order,
                    UUID.randomUUID(),
                    seller,
                    java.sql.Timestamp.from(now.minusSeconds(60)));
        }
        if (random.nextInt(8) == 0) {
            database.run(
                    "insert into evidence (order_id, id, shipment_id, seller_id, media_type, size, sha256, content, given_at,"
                            + " given_by) select order_id, gen_random_uuid(), id, seller_id, 'image/png', 1, ?, 'x', ?, 's'"
                            + " from shipment where order_id = ?",
                    (UUID.nameUUIDFromBytes((run + random.nextInt(20)).getBytes(StandardCharsets.UTF_8))
                            + "0".repeat(28)),
                    java.sql.Timestamp.from(now.minusSeconds(random.nextInt(9_000))),
                    order);
        }
        if (random.nextInt(8) == 0) {
            database.run(
                    "insert into finding (order_id, id, shipment_id, code, detector_version, weight, words, facts, found_at,"
                            + " found_by) select order_id, gen_random_uuid(), id, ?, 1, 30, 'w', '{}', ?, 'test'"
                            + " from shipment where order_id = ?",
                    one("NO_CARRIER_MOVEMENT", "WRONG_ORIGIN"),
                    java.sql.Timestamp.from(now.minusSeconds(60)),
                    order);
        }
    }

    @SafeVarargs
    private <T> T one(@Nullable T... values) {
        return values[random.nextInt(values.length)];
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofMinutes(1));
    }
}
