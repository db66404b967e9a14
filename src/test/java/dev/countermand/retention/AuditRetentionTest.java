package dev.countermand.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.demo.PopulatedMarket.EmptyDatabase;
import dev.countermand.journal.chain.Sealer;
import dev.countermand.journal.chain.Verified;
import dev.countermand.kernel.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chain goes on when its beginning is forgotten, and what the retention did not forget is missed. */
@QuarkusTest
@TestProfile(AuditRetentionTest.OwnDatabase.class)
class AuditRetentionTest extends RetentionSteps {

    /** A decade goes by in it, which would take from other tests what they are at work on. */
    public static class OwnDatabase implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmptyDatabase.class));
        }
    }

    @Inject
    Sealer sealer;

    @Test
    void aYearThatIsForgottenLeavesItsHashAndTheNextIsProved() {
        tick(Http.now());
        LocalDate forgotten = aDayWithEntries();
        String hash = Verified.days(forgotten, forgotten).getString("days[0].hash");
        Http.advance(Duration.ofDays(400));
        LocalDate kept = aDayWithEntries();
        Verified.holds(forgotten, forgotten);
        Verified.holds(kept, kept);
        Http.advance(Duration.ofDays(3_470));

        tick(Http.now());

        assertThat(sql().ask("select id from audit_entry where at < ?", end(forgotten)))
                .isEmpty();
        assertThat(sql().ask("select id from audit_seal where sealed_at < ?", end(forgotten)))
                .isEmpty();
        JsonPath past = Verified.days(forgotten, forgotten);
        assertThat(past.getBoolean("intact")).as("%s", past.prettify()).isTrue();
        assertThat(past.getLong("forgotten")).isPositive();
        assertThat(past.getString("days[0].hash")).isEqualTo(hash);
        Verified.holds(kept, kept);
        Http.as("lead-1", "lead")
                .get("/v1/audit?subject=audit")
                .then()
                .statusCode(200)
                .body("items.action", hasItem("audit.purged"));
        sealer.drain().await().indefinitely();
        Verified.holds(Verified.today(), Verified.today());

        whatItDidNotForgetIsMissed(kept);
    }

    private void whatItDidNotForgetIsMissed(LocalDate kept) {
        String entry = sql().ask(
                        "select id from audit_entry where at >= ? and at < ? order by id",
                        end(kept.minusDays(1)),
                        end(kept))
                .getFirst();
        Verified.behindTheTriggers(source, "delete from audit_entry where id = '" + entry + "'");
        assertDeleted(kept, entry);
        // Nor does it help to write that it was the retention.
        sql().run(
                        "insert into audit_entry (id, subject, object, action, at, actor, role, details)"
                                + " values (?, 'audit', 'audit', 'audit.purged', ?, 'retention', 'system', ?)",
                        Ids.next(Http.now()),
                        time(Http.now()),
                        "{\"before\":\"2030-01-01T00:00:00Z\"}");
        assertDeleted(kept, entry);
        sealer.drain().await().indefinitely();
        assertDeleted(kept, entry);
    }

    private static void assertDeleted(LocalDate day, String entry) {
        JsonPath found = Verified.days(day, day);
        assertThat(found.getString("fault.kind")).as("%s", found.prettify()).isEqualTo("DELETED");
        assertThat(found.getString("fault.entryId")).isEqualTo(entry);
    }

    private LocalDate aDayWithEntries() {
        String caller = Market.fresh("caller");
        Http.as(caller, "buyer").post("/v1/orders/nobodys/receipt").then().statusCode(404);
        Market.eventually(
                () -> assertThat(sql().ask("select id from audit_entry where subject = ?", "callers/" + caller))
                        .isNotEmpty());
        sealer.drain().await().indefinitely();
        return Verified.today();
    }

    private static OffsetDateTime end(LocalDate day) {
        return day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
