package dev.countermand.retention;

import dev.countermand.PlainSql;
import dev.countermand.api.Http;
import dev.countermand.database.Purge;
import dev.countermand.database.Retention;
import dev.countermand.database.Sessions;
import dev.countermand.journal.chain.ForgottenAudit;
import io.quarkus.scheduler.Scheduler;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;

/** Ticks of the job at any time, and what they leave. */
abstract class RetentionSteps {

    private static final int TICKS = 3;

    @Inject
    Sessions sessions;

    @Inject
    Purge purge;

    @Inject
    ForgottenAudit forgotten;

    @Inject
    Config config;

    @Inject
    DataSource source;

    @Inject
    Scheduler scheduler;

    /** The partitions of everybody's present went with the others. */
    @AfterEach
    void presentIsThere() {
        scheduler.resume("outbox");
        tick(Http.now());
    }

    RetentionJob job(Instant now) {
        InstantSource clock = InstantSource.fixed(now);
        Retention retention = new Retention(config, clock);
        return new RetentionJob(
                new Partitions(sessions, purge, retention, forgotten, clock), new OldRows(purge, retention), clock);
    }

    void tick(String now) {
        tick(Instant.parse(now));
    }

    /** What did not get its lock within a second, because somebody was in the way, does at one of the next ticks. */
    void tick(Instant now) {
        for (int i = 0; i < TICKS; i++) {
            job(now).tick().await().indefinitely();
        }
    }

    List<String> ids(String table, UUID id) {
        return sql().ask("select id from " + table + " where id = ?", id);
    }

    PlainSql sql() {
        return new PlainSql(source);
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    void carrierEvent(String number, String id, Instant received) {
        sql().run(
                        "insert into carrier_event (carrier, tracking_number, event_id, status, occurred_at, received_at)"
                                + " values ('ups', ?, ?, 'LABEL_CREATED', ?, ?)",
                        number,
                        id,
                        time(received),
                        time(received));
    }

    List<String> carrierEvents(String number) {
        return sql().ask("select event_id from carrier_event where tracking_number = ?", number);
    }
}
