package dev.countermand.fraud.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Market;
import dev.countermand.database.Sessions;
import dev.countermand.demo.DevClock;
import dev.countermand.detector.Facts;
import dev.countermand.detector.Records;
import dev.countermand.fraud.sweep.SweptMarket;
import dev.countermand.simulation.CountedOrders;
import dev.countermand.simulation.CountedOrders.Parcel;
import dev.countermand.simulation.CountedOrders.Request;
import dev.countermand.simulation.CountedOrders.Sold;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * ADR 0015: the simulator counts in memory what the service counts in SQL. Both count the same orders here, or what the one
 * promises would be said of another product.
 */
@QuarkusTest
class RecordsTest {

    private static final int ORDERS = 500;
    private static final int SELLERS = 12;
    private static final long SEED = 20_261_124;

    /** When the simulator counts. */
    private static final Duration NIGHT = Duration.ofHours(3);

    @Inject
    Sessions sessions;

    @Inject
    DevClock clock;

    @Inject
    Scheduler scheduler;

    @Inject
    DataSource source;

    private final Random random = new Random(SEED);
    private final String run = Market.fresh("records");
    private final List<Sold> orders = new ArrayList<>();
    private SweptMarket database;
    private Instant night = Instant.EPOCH;

    @BeforeEach
    void layOrders() {
        scheduler.pause();
        database = new SweptMarket(source);
        String template = Market.open().shipped();
        Instant now = clock.instant();
        Instant tonight = now.truncatedTo(ChronoUnit.DAYS).plus(NIGHT);
        night = tonight.isAfter(now) ? tonight : tonight.plus(Duration.ofDays(1));
        clock.advance(Duration.between(now, night));
        for (int i = 0; i < ORDERS; i++) {
            Sold sold = sold(i % SELLERS);
            orders.add(sold);
            lay(template, run + "-" + i, sold);
        }
    }

    /** The market of these orders has no policy: nobody else is to meet them. */
    @AfterEach
    void takeAway() {
        for (String table : List.of("cancellation", "shipment", "order_line", "orders")) {
            database.run("delete from " + table + " where order_id like ?", run + "%");
        }
        scheduler.resume();
    }

    @Test
    void theSimulatorCountsWhatTheServiceCounts() {
        // To the second: what lies on the edge of ninety or of ten days is laid there on purpose.
        new Profiles(sessions, InstantSource.fixed(night), Duration.ZERO)
                .recountWhenOld()
                .await()
                .atMost(Duration.ofMinutes(1));
        CountedOrders simulated = new CountedOrders(orders);

        int habits = 0;
        for (int i = 0; i < SELLERS; i++) {
            String seller = seller(i);
            Facts.SellerFacts counted = simulated.seller(seller, night);
            habits += asked(seller) && counted.handlingSeconds() != null ? 1 : 0;
            assertThat(database.record(seller)).as(seller).isEqualTo(inWords(counted, asked(seller)));
        }
        Facts.MarketFacts market = simulated.market(night);
        assertThat(database.ask(
                        "select format('blocked %s, unmoved %s, requests %s, reports %s', blocked, unmoved, requests,"
                                + " reports) from market_profile where market = ?",
                        run))
                .containsExactly(String.format(
                        Locale.ROOT,
                        "blocked %d, unmoved %d, requests %d, reports %d",
                        market.blocked(),
                        market.unmoved(),
                        market.requests(),
                        market.reports()));

        // Each figure says something.
        assertThat(habits).isBetween(1, SELLERS - 3);
        assertThat(market.unmoved()).isBetween(10, market.blocked() - 10);
        assertThat(market.requests()).isBetween(market.blocked() + 10, ORDERS - 10);
        assertThat(market.reports()).isBetween(10, market.requests() - 10);
    }

    private static List<String> inWords(Facts.SellerFacts facts, boolean asked) {
        String handling = asked && facts.handlingSeconds() != null
                ? facts.handlingSeconds().toString()
                : "";
        return facts.requests() == 0
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "blocked %d, unmoved %d, requests %d, reports %d, reporters %d, handling %s",
                        facts.blocked(),
                        facts.unmoved(),
                        facts.requests(),
                        facts.reports(),
                        facts.reporters(),
                        handling));
    }

    /** The service only asks for the habit of who declared against a request (F2). */
    private boolean asked(String seller) {
        return orders.stream()
                .filter(sold -> sold.sellerId().equals(seller))
                .anyMatch(sold -> sold.parcels().stream()
                        .anyMatch(parcel ->
                                sold.met(parcel) && !parcel.declaredAt().isBefore(night.minus(Records.LOOK_BACK))));
    }

    private String seller(int number) {
        return run + "-seller-" + number;
    }

    // --- random orders ---------------------------------------------------------------------------------------------

    /** The first sellers have hardly a habit; the last have been asked to cancel by nobody, or by nobody lately. */
    private Sold sold(int seller) {
        Instant at = moment();
        Instant verified = at.minusSeconds(random.nextInt(700_000));
        String buyer = run + "-buyer-" + random.nextInt(9);
        int kind = random.nextInt(5);
        if (seller == SELLERS - 1) {
            kind = 0;
        } else if (seller == SELLERS - 2) {
            at = at.minus(Records.LOOK_BACK).minus(Duration.ofDays(1));
        } else if (seller < 3) {
            kind = random.nextInt(9) == 0 ? 0 : 4;
        }
        return switch (kind) {
            case 0 -> new Sold(seller(seller), buyer, verified, null, parcels(at));
            // Approved: nothing is sent any more.
            case 1 -> new Sold(seller(seller), buyer, verified, request(at, false), List.of());
            // Refused in so many words, before or after the declaration.
            case 2 -> new Sold(seller(seller), buyer, verified, request(at, true), parcels(near(at)));
            case 3 -> new Sold(seller(seller), buyer, verified, request(near(at), true), parcels(at));
            // Declared against it. The simulator knows no request after a declaration that is not refused.
            default ->
                new Sold(seller(seller), buyer, verified, request(at.minusSeconds(one(1, 7_200)), false), parcels(at));
        };
    }

    /** Where something begins or ceases to count, and in between. */
    private Instant moment() {
        Duration ago = one(
                Records.LOOK_BACK,
                Records.TO_MOVE,
                Duration.ZERO,
                Duration.ofDays(random.nextInt(10)),
                Duration.ofDays(10 + random.nextInt(80)),
                Duration.ofDays(10 + random.nextInt(80)),
                Duration.ofDays(random.nextInt(120)));
        return night.minus(ago).plusSeconds(one(-7_200, -1, 0, 1, 7_200));
    }

    private Instant near(Instant at) {
        return at.plusSeconds(random.nextInt(20_000) - 10_000);
    }

    private Request request(Instant at, boolean refused) {
        return new Request(at, refused, random.nextInt(4) == 0);
    }

    /** Some are declared once more, rightly this time. */
    private List<Parcel> parcels(Instant at) {
        Parcel first = parcel(at);
        return random.nextInt(4) == 0
                ? List.of(first, parcel(at.plusSeconds(1 + random.nextInt(170_000))))
                : List.of(first);
    }

    private Parcel parcel(Instant at) {
        return new Parcel(at, random.nextInt(5) > 0, one(null, at.plusSeconds(random.nextInt(400_000))));
    }

    private void lay(String template, String order, Sold sold) {
        database.layOrder(
                template,
                order,
                new JsonObject()
                        .put("market", run)
                        .put("seller_id", sold.sellerId())
                        .put("buyer_id", sold.buyerId())
                        .put("verified_at", sold.verifiedAt().toString())
                        .put("closed_at", night.toString()));
        UUID request = UUID.randomUUID();
        Request asked = sold.request();
        for (Parcel parcel : sold.parcels()) {
            // What the carrier says later nobody knows yet.
            Instant accepted = parcel.acceptedAt();
            boolean known = accepted != null && !accepted.isAfter(night);
            boolean met = sold.met(parcel);
            database.layShipment(
                    template,
                    order,
                    new JsonObject()
                            .put("seller_id", sold.sellerId())
                            .put("tracking_number", UUID.randomUUID().toString())
                            .put("number_tracked", parcel.tracked())
                            .put("declared_at", parcel.declaredAt().toString())
                            .put(
                                    "accepted_at",
                                    known ? Objects.requireNonNull(accepted).toString() : null)
                            .put("contested_request_id", met ? request.toString() : null)
                            .put(
                                    "contested_request_at",
                                    met ? Objects.requireNonNull(asked).at().toString() : null)
                            .put("settled", true));
        }
        if (asked != null) {
            boolean pressed = asked.reported() && random.nextBoolean();
            database.run(
                    "insert into cancellation (order_id, id, status, seller_id, buyer_id, reason, true_reason,"
                            + " seller_asked, whole, amount, liability, requested_at, requested_by, version)"
                            + " values (?, ?, ?, ?, ?, 'NOT_NEEDED', ?, ?, true, 1, 'BUYER', ?, 'b', 0)",
                    order,
                    request,
                    status(sold, asked),
                    sold.sellerId(),
                    sold.buyerId(),
                    asked.reported() && !pressed ? "OUT_OF_STOCK" : one(null, "NOT_NEEDED"),
                    pressed,
                    Timestamp.from(asked.at()));
        }
    }

    private String status(Sold sold, Request request) {
        if (request.refused()) {
            return "REFUSED";
        }
        return sold.parcels().isEmpty() ? "APPROVED" : one("WITHDRAWN", "CONTESTED", "TOO_LATE", "UPHELD");
    }

    @SafeVarargs
    private <T> T one(@Nullable T... values) {
        return values[random.nextInt(values.length)];
    }
}
