package dev.countermand.journal.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.query.Columns;
import dev.countermand.database.query.OneColumn;
import dev.countermand.journal.AuditEntry;
import dev.countermand.journal.AuditSignatures;
import dev.countermand.journal.AuditSignatures.Verdict;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Reads the chain for whoever verifies it, in the caller's session. */
@ApplicationScoped
class ChainReader {

    /** No retention forgets what is younger (database.Retention): an entry that says so was not written by one. */
    private static final Duration NEVER_FORGOTTEN = Duration.ofDays(365);

    private final AuditSignatures signatures;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Duration unsignedFor;

    ChainReader(
            AuditSignatures signatures,
            ObjectMapper json,
            InstantSource clock,
            @ConfigProperty(name = "countermand.audit.unsigned-for") Duration unsignedFor) {
        this.signatures = signatures;
        this.json = json;
        this.clock = clock;
        this.unsignedFor = unsignedFor;
    }

    /** When the first seal was made; null before that. */
    Uni<@Nullable Instant> began() {
        return Panache.getSession()
                .chain(session ->
                        OneColumn.of(session, ChainSql.BEGAN, Instant.class).getSingleResultOrNull());
    }

    /** What explains that something is missing: read from the audit, and only what this service has signed. */
    Uni<Trust> trust(Instant began) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ChainSql.FORGOTTEN, Object[].class)
                        .getResultList())
                .map(rows -> new Trust(
                        began.plus(unsignedFor),
                        rows.stream()
                                .map(this::forgottenBefore)
                                .max(Instant::compareTo)
                                .orElse(Instant.EPOCH)));
    }

    private Instant forgottenBefore(Object[] row) {
        AuditEntry entry = Objects.requireNonNull(ChainRows.entry(row, 0));
        boolean ours = signatures.judge(entry, (String) row[ChainRows.ENTRY]) == Verdict.HOLDS;
        Instant before = ours ? before(entry) : Instant.EPOCH;
        // A clock that ran ahead forgets nothing of the present.
        boolean plausible = !entry.at().isAfter(Timestamps.now(clock))
                && !before.isAfter(entry.at().minus(NEVER_FORGOTTEN));
        return plausible ? before : Instant.EPOCH;
    }

    private Instant before(AuditEntry entry) {
        try {
            return Instant.parse(
                    json.readTree(entry.details()).path(ForgottenAudit.BEFORE).asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The audit keeps JSON", e);
        }
    }

    /** The days of a period, with the one before it and the one behind it, where there are such. */
    Uni<List<DayHead>> heads(LocalDate from, LocalDate to) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ChainSql.HEADS, Object[].class)
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .getResultList())
                .map(rows -> rows.stream().map(ChainRows::head).toList());
    }

    Uni<@Nullable String> hashOf(long number) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, ChainSql.HASH_OF, String.class)
                        .setParameter("number", number)
                        .getSingleResultOrNull());
    }

    Uni<List<SealedEntry>> walk(long after, long last, int page) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ChainSql.WALK, Object[].class)
                        .setParameter("after", after)
                        .setParameter("last", last)
                        .setParameter("page", page)
                        .getResultList())
                .map(rows -> rows.stream().map(ChainReader::sealed).toList());
    }

    private static SealedEntry sealed(Object[] row) {
        Columns columns = new Columns(row, 0);
        Seal seal = ChainRows.seal(columns);
        boolean followed = columns.flag();
        boolean preceded = columns.flag();
        return new SealedEntry(seal, ChainRows.entry(row, 10), followed, preceded);
    }

    Uni<List<WrittenEntry>> entries(UUID after, Instant end, int page) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ChainSql.ENTRIES, Object[].class)
                        .setParameter("after", after)
                        .setParameter("end", Ids.first(end))
                        .setParameter("page", page)
                        .getResultList())
                .map(rows -> rows.stream().map(this::written).toList());
    }

    private WrittenEntry written(Object[] row) {
        AuditEntry entry = Objects.requireNonNull(ChainRows.entry(row, 0));
        Columns columns = new Columns(row, ChainRows.ENTRY);
        Verdict verdict = signatures.judge(entry, columns.textOrNull());
        boolean waits = columns.flag();
        boolean sealed = columns.flag();
        return new WrittenEntry(entry, verdict, waits, sealed ? ChainRows.seal(columns) : null);
    }

    /** The first entry of a time that waits to be sealed and is gone. */
    Uni<@Nullable UUID> gone(Instant first, Instant end) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, ChainSql.GONE, UUID.class)
                        .setParameter("first", Ids.first(first))
                        .setParameter("end", Ids.first(end))
                        .getSingleResultOrNull());
    }
}
