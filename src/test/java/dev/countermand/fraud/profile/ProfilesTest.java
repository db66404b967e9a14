package dev.countermand.fraud.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Market;
import dev.countermand.demo.DevClock;
import dev.countermand.detector.Records;
import dev.countermand.fraud.sweep.SweptMarket;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sellers, markets and carriers usually do, counted over the database. */
@QuarkusTest
class ProfilesTest {

    @Inject
    Profiles profiles;

    @Inject
    DevClock clock;

    @Inject
    Scheduler scheduler;

    @Inject
    DataSource source;

    private final String run = Market.fresh("profile");
    private SweptMarket database;
    private String template = "";
    private int orders;

    @BeforeEach
    void nobodyElseCounts() {
        scheduler.pause();
        database = new SweptMarket(source);
        template = Market.open().shipped();
    }

    @AfterEach
    void everybodyWorksAgain() {
        database.run("update shipment set settled = true where order_id like ?", run + "%");
        scheduler.resume();
    }

    /** F11, F12: what is old enough, what has moved, what somebody has reported. */
    @Test
    void aSellersLastNinetyDays() {
        String seller = run + "-seller";
        // Refused, contested, too late: blocked; two of them never moved.
        request(seller, "b1", "REFUSED", 20, false, false);
        request(seller, "b2", "UPHELD", 20, false, true);
        request(seller, "b3", "TOO_LATE", 20, true, false);
        // Withdrawn, after the seller had declared a shipment against it.
        String withdrawn = request(seller, "b4", "WITHDRAWN", 20, false, false);
        declaredAgainstItsRequest(withdrawn);
        // Not blocked; too young to tell; too long ago.
        request(seller, "b2", "APPROVED", 20, false, true);
        request(seller, "b5", "REFUSED", 3, false, false);
        request(seller, "b6", "REFUSED", 91, false, true);
        recount();
        assertThat(profile(seller))
                .isEqualTo("blocked 4, unmoved 3, requests 6, reports 2, reporters 1, handling 3600");
        assertThat(database.count("select unmoved from market_profile where market = 'aliexpress'"))
                .isGreaterThanOrEqualTo(3);
        clock.advance(Duration.ofDays(75));
        recount();
        assertThat(profile(seller)).startsWith("blocked 1, unmoved 1, requests 1");
        clock.advance(Duration.ofDays(20));
        recount();
        assertThat(database.ask("select seller_id from seller_profile where seller_id = ?", seller))
                .isEmpty();
    }

    /** F2, F11: nobody misses the scans of a letter. */
    @Test
    void parcelsThatNobodyScansTellNothing() {
        String seller = run + "-letters";
        String letter = request(seller, "b1", "REFUSED", 20, false, false);
        database.run("update shipment set number_tracked = false where order_id = ?", letter);
        recount();
        assertThat(profile(seller)).startsWith("blocked 0, unmoved 0, requests 1");
    }

    /** F2: what is declared against requests shows no habit, nor do a few other shipments. */
    @Test
    void aSellersHabit() {
        String seller = run + "-habit";
        for (int i = 0; i < Records.HABIT_AT_LEAST; i++) {
            declaredAgainstItsRequest(request(seller, "b", "CONTESTED", 20, false, false));
        }
        for (int i = 1; i < Records.HABIT_AT_LEAST; i++) {
            request(seller, "b", "WITHDRAWN", 20, true, false);
        }
        recount();
        assertThat(profile(seller)).endsWith("handling ");
        request(seller, "b", "WITHDRAWN", 20, true, false);
        clock.advance(Duration.ofDays(1));
        recount();
        assertThat(profile(seller)).endsWith("handling 3600");
    }

    /** F1: a day on which a carrier reports next to nothing on any parcel, for this carrier and this kind of day. */
    @Test
    void aCarriersSilentDays() {
        String carrier = run;
        LocalDate silent = today().plusDays(Records.USUAL_DAYS + 14);
        while (silent.getDayOfWeek().getValue() > 5) {
            silent = silent.plusDays(1);
        }
        LocalDate few = silent.minusDays(7);
        for (LocalDate day = today(); !day.isAfter(silent.plusDays(1)); day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek().getValue() > 5;
            report(carrier, day.equals(silent) ? 0 : day.equals(few) ? 2 : weekend ? 1 : 30, "IN_TRANSIT");
            report(carrier, 30, "LABEL_CREATED");
            clock.advance(Duration.ofDays(1));
        }
        recount();
        assertThat(silentDays(carrier)).containsExactly(few.toString(), silent.toString());
        assertThat(database.count("select scans from carrier_day where carrier = ? and day = ?", carrier, few))
                .isEqualTo(2);

        // What the carrier says afterwards counts once, on the day on which it says it.
        LocalDate told = today();
        report(carrier, 30, "DELIVERED");
        recount();
        recount();
        assertThat(silentDays(carrier)).containsExactly(few.toString(), silent.toString());
        assertThat(database.count("select scans from carrier_day where carrier = ? and day = ?", carrier, told))
                .isEqualTo(30);
    }

    /** A marketplace that begins imports the scans of months in a day. */
    @Test
    void anImportedHistoryMakesNoSilentDays() {
        String carrier = run + "-imported";
        report(carrier, 300, "IN_TRANSIT");
        clock.advance(Duration.ofDays(3));
        recount();
        assertThat(silentDays(carrier)).isEmpty();
        for (int day = 0; day < 10; day++) {
            report(carrier, 20, "IN_TRANSIT");
            clock.advance(Duration.ofDays(1));
        }
        recount();
        assertThat(silentDays(carrier)).isEmpty();
    }

    /** From now on these carriers report nothing: each day would be silent, and excuse parcels of other tests. */
    @AfterEach
    void noCarrierFallsSilent() {
        database.run("delete from carrier_day where carrier like ?", run + "%");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private List<String> silentDays(String carrier) {
        return database.ask("select day::text from carrier_day where carrier = ? and silent order by day", carrier);
    }

    private void recount() {
        // What was received just now may not be committed yet, and is counted later.
        clock.advance(Profiles.COMMITTED.plusSeconds(1));
        profiles.recountWhenOld().await().atMost(Duration.ofMinutes(1));
    }

    private String profile(String seller) {
        return database.record(seller).getFirst();
    }

    private String request(String seller, String buyer, String status, int daysAgo, boolean moved, boolean reported) {
        String order = run + "-" + orders++;
        Instant at = clock.instant().minus(Duration.ofDays(daysAgo));
        @Nullable String accepted = moved ? at.plusSeconds(7_200).toString() : null;
        database.lay(
                template,
                order,
                new JsonObject().put("seller_id", seller).put("verified_at", at.toString()),
                new JsonObject()
                        .put("seller_id", seller)
                        .put("tracking_number", order)
                        .put("declared_at", at.plusSeconds(3_600).toString())
                        .put("accepted_at", accepted));
        database.run(
                "insert into cancellation (order_id, id, status, seller_id, buyer_id, reason, true_reason, whole, amount,"
                        + " liability, requested_at, requested_by, version)"
                        + " values (?, ?, ?, ?, ?, 'NOT_NEEDED', ?, true, 1, 'BUYER', ?, 'b', 0)",
                order,
                UUID.randomUUID(),
                status,
                seller,
                buyer,
                reported ? "OUT_OF_STOCK" : "NOT_NEEDED",
                Timestamp.from(at));
        return order;
    }

    private void declaredAgainstItsRequest(String order) {
        database.run(
                "update shipment set contested_request_id = (select id from cancellation where order_id = ?),"
                        + " contested_request_at = declared_at where order_id = ?",
                order,
                order);
    }

    private void report(String carrier, int events, String status) {
        database.run(
                "insert into carrier_event (carrier, tracking_number, event_id, status, occurred_at, received_at)"
                        + " select ?, gen_random_uuid()::text, 'e', ?, ?, ? from generate_series(1, ?)",
                carrier,
                status,
                Timestamp.from(clock.instant().minus(Duration.ofDays(2))),
                Timestamp.from(clock.instant()),
                events);
    }
}
