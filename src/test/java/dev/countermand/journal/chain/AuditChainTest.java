package dev.countermand.journal.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.PlainSql;
import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.journal.AuditEntry;
import dev.countermand.journal.AuditSignatures;
import dev.countermand.kernel.Ids;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done to the audit with SQL is found, whatever may be done in the database. Each test has a day of its own. */
@QuarkusTest
class AuditChainTest {

    @Inject
    DataSource source;

    @Inject
    Sealer sealer;

    @Inject
    AuditSignatures signatures;

    @Inject
    Scheduler scheduler;

    private final Market market = Market.open();
    private LocalDate day = LocalDate.EPOCH;
    private String order = "";

    @BeforeEach
    void aDayOfItsOwn() {
        scheduler.pause("audit");
        drain();
        Http.advance(Duration.ofDays(2));
        drain();
        day = Verified.today();
        order = market.paid();
        drain();
    }

    @AfterEach
    void goOn() {
        scheduler.resume("audit");
    }

    private void drain() {
        sealer.drain().await().indefinitely();
    }

    private PlainSql sql() {
        return new PlainSql(source);
    }

    private List<String> entries() {
        return sql().ask("select id from audit_entry where subject = ? order by id", order);
    }

    private void tamper(String statement) {
        Verified.behindTheTriggers(source, statement);
    }

    private void assertFault(String kind, @Nullable String entry) {
        JsonPath found = Verified.days(day, day);
        assertThat(found.getBoolean("intact")).as("%s", found.prettify()).isFalse();
        assertThat(found.getString("fault.kind")).as("%s", found.prettify()).isEqualTo(kind);
        assertThat(found.getString("fault.entryId")).as("%s", found.prettify()).isEqualTo(entry);
    }

    @Test
    void whatNobodyTouchedIsProved() {
        JsonPath found = Verified.days(day, day);
        assertThat(found.getBoolean("intact")).as("%s", found.prettify()).isTrue();
        assertThat(found.getLong("seals")).isPositive();
        assertThat(found.getLong("entries")).isGreaterThanOrEqualTo(entries().size());
        assertThat(found.getLong("waiting")).isZero();
        assertThat(found.getList("days.day")).containsExactly(day.toString());
        assertThat(found.getString("days[0].hash")).hasSize(64);

        market.ask(order);
        JsonPath young = Verified.days(day, day);
        assertThat(young.getBoolean("intact")).isTrue();
        assertThat(young.getLong("waiting")).isPositive();
    }

    @Test
    void anEntryThatWasChangedIsNamed() {
        String entry = entries().get(1);
        tamper("update audit_entry set details = replace(details, '{', '{\"more\":1,') where id = '" + entry + "'");
        assertFault("CHANGED", entry);
    }

    @Test
    void anEntryThatWasDeletedIsNamed() {
        String entry = entries().getFirst();
        tamper("delete from audit_entry where id = '" + entry + "'");
        assertFault("DELETED", entry);
    }

    @Test
    void anEntryThatWasDeletedWithItsSealLeavesAHole() {
        String entry = entries().getFirst();
        tamper("delete from audit_entry where id = '" + entry + "'; delete from audit_seal where entry_id = '" + entry
                + "'");
        JsonPath found = Verified.days(day, day);
        assertThat(found.getString("fault.kind")).isEqualTo("DELETED");
        assertThat(found.getLong("fault.seal")).isPositive();
    }

    @Test
    void anEntryThatWasInsertedIsNamedWhetherItWasSealedOrNot() {
        String entry = inserted(Http.now());
        assertFault("INSERTED", entry);
        drain();
        assertFault("INSERTED", entry);
    }

    @Test
    void anEntryThatWasInsertedBehindTheTriggersIsNamed() {
        UUID entry = Ids.next(Http.now());
        tamper("insert into audit_entry (id, subject, object, action, at, actor, role, details) values ('" + entry
                + "', '" + order + "', 'orders/" + order + "', 'order.released', '" + Http.now()
                + "', 'mod-1', 'moderator', '{}')");
        assertFault("INSERTED", entry.toString());
        drain();
        assertFault("INSERTED", entry.toString());
    }

    /** Sealed today, it stands in the entries of the day that it claims to be of. */
    @Test
    void anEntryThatIsInsertedIntoAnEarlierDayIsNamed() {
        LocalDate earlier = day;
        Http.advance(Duration.ofDays(2));
        String entry = inserted(Verified.start(earlier).plusSeconds(3_600));
        drain();
        assertFault("INSERTED", entry);
        day = Verified.today();
        assertFault("INSERTED", entry);
    }

    private String inserted(Instant at) {
        UUID id = Ids.next(at);
        sql().run(
                        "insert into audit_entry (id, subject, object, action, at, actor, role, details)"
                                + " values (?, ?, ?, 'order.released', ?, 'mod-1', 'moderator', '{}')",
                        id,
                        order,
                        "orders/" + order,
                        at.atOffset(ZoneOffset.UTC));
        return id.toString();
    }

    @Test
    void whatHappensBeforeItIsSealedIsFoundToo() {
        market.ask(order);
        List<String> waiting = sql().ask(
                        "select e.id from audit_entry e join audit_unsealed u on u.entry_id = e.id where e.subject = ? order by e.id",
                        order);
        assertThat(waiting).isNotEmpty();
        tamper("update audit_entry set actor = 'somebody' where id = '" + waiting.getLast() + "'");
        assertFault("INSERTED", waiting.getLast());
        tamper("delete from audit_entry where id = '" + waiting.getLast() + "'");
        assertFault("DELETED", waiting.getLast());
        drain();
        assertFault("DELETED", waiting.getLast());
    }

    @Test
    void aChainThatWasRewrittenIsFound() {
        String entry = entries().getFirst();
        tamper("update audit_seal set digest = sha256('another') where entry_id = '" + entry + "'");
        assertFault("CHAIN_CHANGED", entry);
    }

    @Test
    void aDayThatWasRewrittenIsFound() {
        String was = sql().ask("select encode(hash, 'hex') from audit_day where day = cast(? as date)", day.toString())
                .getFirst();
        tamper("update audit_day set hash = sha256('another') where day = '" + day + "'");
        try {
            assertFault("CHAIN_CHANGED", null);
        } finally {
            tamper("update audit_day set hash = decode('" + was + "', 'hex') where day = '" + day + "'");
        }
        Verified.holds(day, day);
    }

    /** A salt may go when a buyer is erased, and then the entry is sealed once more: not by whoever has SQL alone. */
    @Test
    void nobodyErasesInPlaceOfTheService() {
        String entry = entries().getFirst();
        tamper("update audit_entry set actor = 'somebody' where id = '" + entry + "'; update audit_seal set salt = null"
                + " where entry_id = '" + entry + "'");
        assertFault("CHANGED", entry);
        tamper("insert into audit_unsealed (entry_id) values ('" + entry + "')");
        drain();
        assertFault("CHANGED", entry);
    }

    @Test
    void theDatabaseTakesNoChange() {
        sql().run("update audit_chain set kept_from = '00000000-0000-0000-0000-000000000000'");
        for (String statement : List.of(
                "update audit_entry set actor = 'somebody' where subject = '" + order + "'",
                "delete from audit_entry where subject = '" + order + "'",
                "truncate audit_entry",
                "update audit_seal set salt = null where entry_id = '"
                        + entries().getFirst() + "'",
                "update audit_seal set kind = 'SIGNED' where entry_id = '"
                        + entries().getFirst() + "'",
                "delete from audit_seal where entry_id = '" + entries().getFirst() + "'")) {
            assertThatThrownBy(() -> sql().run(statement)).as(statement).cause().hasMessageContaining("only added to");
        }
        Verified.holds(day, day);
    }

    /** Its id is older than those that were sealed while its transaction was open. */
    @Test
    void aTransactionThatCommitsLateIsSealedThen() throws SQLException {
        Instant at = Http.now().truncatedTo(ChronoUnit.MICROS);
        AuditEntry late = new AuditEntry(
                Ids.next(at), order, "orders/" + order, "order.paid", at, "late", "service", null, null, "{}");
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into audit_entry (id, subject, object, action, at, actor, role, details, signature)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            connection.setAutoCommit(false);
            insert.setObject(1, late.id());
            insert.setString(2, late.subject());
            insert.setString(3, late.object());
            insert.setString(4, late.action());
            insert.setObject(5, at.atOffset(ZoneOffset.UTC));
            insert.setString(6, late.actor());
            insert.setString(7, late.role());
            insert.setString(8, late.details());
            insert.setString(9, signatures.sign(late));
            insert.executeUpdate();
            market.paid();
            drain();
            Verified.holds(day, day);
            connection.commit();
        }
        drain();
        Verified.holds(day, day);
        assertThat(sql().ask("select number from audit_seal where entry_id = ?", late.id()))
                .hasSize(1);
    }

    @Test
    void replicasThatSealAtOnceMakeOneChain() {
        for (int round = 0; round < 5; round++) {
            market.paid();
            List<Uni<Integer>> replicas =
                    Stream.generate(() -> sealer.drain()).limit(4).toList();
            Uni.join().all(replicas).andFailFast().await().indefinitely();
        }
        Verified.holds(day, day);
        assertThat(sql().ask("select number from audit_seal group by number having count(*) > 1"))
                .isEmpty();
    }

    @Test
    void aPeriodMustBeOne() {
        Http.as("lead-1", "lead")
                .get("/v1/audit/verification?from=2026-11-02&to=2026-11-01")
                .then()
                .statusCode(400);
        Http.as("lead-1", "lead")
                .get("/v1/audit/verification?from=2025-01-01&to=2026-11-01")
                .then()
                .statusCode(400);
        Http.as("lead-1", "lead").get("/v1/audit/verification").then().statusCode(400);
        Http.as("lead-1", "lead")
                .get("/v1/audit/verification?from=2020-01-01&to=2020-01-31")
                .then()
                .statusCode(200);
    }
}
