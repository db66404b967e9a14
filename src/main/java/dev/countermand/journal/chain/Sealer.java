package dev.countermand.journal.chain;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.database.query.Columns;
import dev.countermand.database.query.OneColumn;
import dev.countermand.journal.AuditEntry;
import dev.countermand.journal.AuditSignatures;
import dev.countermand.journal.AuditSignatures.Verdict;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Seals what was committed, a batch in a transaction. Whoever writes an entry never waits for it: sealing locks one row that
 * nobody else needs, and the entries that wait, which nobody looks at. However late an entry is committed, it is sealed
 * then, and stands in the chain at that place.
 */
@ApplicationScoped
public class Sealer {

    private static final Logger LOG = Logger.getLogger(Sealer.class);

    /** Entries sealed in one transaction: some milliseconds of hashing. */
    static final int BATCH = 500;

    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Sessions sessions;
    private final AuditSignatures signatures;
    private final InstantSource clock;

    Sealer(Sessions sessions, AuditSignatures signatures, InstantSource clock) {
        this.sessions = sessions;
        this.signatures = signatures;
        this.clock = clock;
    }

    /** Seals everything committed so far; returns how many entries it looked at. */
    public Uni<Integer> drain() {
        return Uni.createFrom()
                .deferred(() -> sessions.inTransaction(this::batch))
                .repeat()
                .whilst(count -> count == BATCH)
                .collect()
                .with(Collectors.summingInt(count -> count));
    }

    private Uni<Integer> batch() {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, ChainSql.WAITING, Boolean.class)
                        .getSingleResult()
                        .chain(waiting ->
                                waiting ? underLock(session) : Uni.createFrom().item(0)));
    }

    private Uni<Integer> underLock(Mutiny.Session session) {
        Instant now = Timestamps.now(clock);
        return session.createNativeQuery(ChainSql.BEGIN)
                .setParameter("now", now)
                .executeUpdate()
                .chain(() -> OneColumn.of(session, ChainSql.LOCK, Instant.class).getSingleResult())
                .chain(began -> session.createNativeQuery(ChainSql.NEWEST_HEAD, Object[].class)
                        .getResultList()
                        .chain(heads -> session.createNativeQuery(ChainSql.BATCH, Object[].class)
                                .setParameter("batch", BATCH)
                                .getResultList()
                                .chain(rows -> seal(
                                                session,
                                                began,
                                                heads.isEmpty() ? null : ChainRows.head(heads.getFirst()),
                                                now,
                                                rows)
                                        .replaceWith(rows.size()))));
    }

    private Uni<Void> seal(
            Mutiny.Session session, Instant began, @Nullable DayHead head, Instant now, List<Object[]> rows) {
        // Clocks of replicas differ; the chain's time does not go back.
        Instant at = head != null && head.sealedAt().isAfter(now) ? head.sealedAt() : now;
        String previous = head == null ? DayHead.genesis(began) : head.hash();
        List<Seal> seals = seals(rows, previous, head == null ? 1 : head.last() + 1, at);
        String[] ids = rows.stream().map(row -> row[0].toString()).toArray(String[]::new);
        return Steps.when(
                        !seals.isEmpty(),
                        () -> session.createNativeQuery(ChainSql.ADD)
                                .setParameter("at", at)
                                .setParameter("seals", json(seals, at))
                                .executeUpdate()
                                .chain(() -> endOfDay(session, head, previous, seals, at)))
                .chain(() -> Steps.when(
                        ids.length > 0,
                        () -> session.createNativeQuery(ChainSql.SEALED)
                                .setParameter("ids", ids)
                                .executeUpdate()));
    }

    private List<Seal> seals(List<Object[]> rows, String previous, long first, Instant at) {
        List<Seal> seals = new ArrayList<>();
        String last = previous;
        long number = first;
        for (Object[] row : rows) {
            Columns columns = new Columns(row, 0);
            UUID id = columns.id();
            if (columns.flag()) {
                continue;
            }
            String signature = columns.textOrNull();
            AuditEntry entry = ChainRows.entry(row, 3);
            Seal seal = entry == null
                    ? Seal.ofGone(last, number, at, id)
                    : Seal.of(last, number, at, kind(entry, signature), entry, salt());
            seals.add(seal);
            last = seal.hash();
            number++;
        }
        return seals;
    }

    private SealKind kind(AuditEntry entry, @Nullable String signature) {
        return signatures.judge(entry, signature) == Verdict.HOLDS ? SealKind.SIGNED : SealKind.UNSIGNED;
    }

    private String salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    private Uni<Void> endOfDay(
            Mutiny.Session session, @Nullable DayHead head, String previous, List<Seal> seals, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        boolean goesOn = head != null && head.day().equals(day);
        if (head != null && !goesOn) {
            // Outside of the database: whoever keeps the log can tell a chain that was made anew from its beginning.
            LOG.infof("The audit of %s ends with seal %s: %s", head.day(), head.last(), head.hash());
        }
        long first =
                goesOn ? Objects.requireNonNull(head).first() : seals.getFirst().number();
        String before = goesOn ? Objects.requireNonNull(head).previous() : previous;
        Seal last = seals.getLast();
        return session.createNativeQuery(ChainSql.END_OF_DAY)
                .setParameter("day", day)
                .setParameter("first", first)
                .setParameter("last", last.number())
                .setParameter("previous", before)
                .setParameter("hash", last.hash())
                .setParameter(
                        "signature", signatures.sign(DayHead.signed(day, first, last.number(), before, last.hash())))
                .setParameter("at", at)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static String json(List<Seal> seals, Instant at) {
        JsonArray rows = new JsonArray();
        for (Seal seal : seals) {
            rows.add(new JsonObject()
                    .put("id", Ids.next(at).toString())
                    .put("number", seal.number())
                    .put("entry_id", seal.entryId().toString())
                    .put("kind", seal.kind().name())
                    .put("salt", seal.salt())
                    .put("personal", seal.personal())
                    .put("digest", seal.digest())
                    .put("hash", seal.hash()));
        }
        return rows.encode();
    }
}
