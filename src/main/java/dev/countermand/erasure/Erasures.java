package dev.countermand.erasure;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.database.Retention;
import dev.countermand.database.query.Columns;
import dev.countermand.journal.Act;
import dev.countermand.journal.AuditSignatures;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Asking that a buyer be forgotten, and reading what became of it. */
@ApplicationScoped
class Erasures {

    private static final String PSEUDONYM = "erased-";

    private final Journal journal;
    private final AuditSignatures signatures;
    private final LegalTimes times;
    private final Retention retention;
    private final InstantSource clock;

    Erasures(Journal journal, AuditSignatures signatures, LegalTimes times, Retention retention, InstantSource clock) {
        this.journal = journal;
        this.signatures = signatures;
        this.times = times;
        this.retention = retention;
        this.clock = clock;
    }

    /** An erasure, and what is kept in spite of it. */
    record State(Erasure erasure, List<Kept> kept) {}

    /** Asks for it. The same buyer has one erasure; asked for again, it looks at what has come since. */
    @NeedsTransaction
    Uni<State> request(String buyerId, Actor by) {
        Instant now = Timestamps.now(clock);
        UUID id = Ids.next(now);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ErasureSql.REQUEST, Object[].class)
                        .setParameter("id", id)
                        .setParameter("code", signatures.codeOf("erasure", buyerId))
                        .setParameter("buyer", buyerId)
                        .setParameter("pseudonym", PSEUDONYM + UUID.randomUUID())
                        .setParameter("by", by.subject())
                        .setParameter("as", by.role().name())
                        .setParameter("now", now)
                        .getSingleResult())
                .map(Erasure::of)
                .call(erasure -> journal.write(act(erasure, "erasure.requested", by, now)))
                .chain(this::state);
    }

    /** Whom it is about is nobody's to read in an event. */
    static Act act(Erasure erasure, String event, Actor by, Instant now) {
        return new Act(
                by,
                event,
                erasure.id().toString(),
                "erasures/" + erasure.id(),
                null,
                now,
                Map.of("erasureId", erasure.id().toString(), "pseudonym", erasure.pseudonym()));
    }

    /** An erasure; refuses when there is none. */
    @Reads
    Uni<State> find(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ErasureSql.FIND, Object[].class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("erasure").asException())
                .map(Erasure::of)
                .chain(this::state);
    }

    private Uni<State> state(Erasure erasure) {
        return kept(erasure).map(kept -> new State(erasure, kept));
    }

    /** What of the buyer is there now, and until when. */
    Uni<List<Kept>> kept(Erasure erasure) {
        return Panache.getSession().chain(session -> kept(session, erasure));
    }

    private Uni<List<Kept>> kept(Mutiny.Session session, Erasure erasure) {
        return session.createNativeQuery(ErasureSql.KEPT, Object[].class)
                .setParameter("pseudonym", erasure.pseudonym())
                .setParameter("buyer", Objects.requireNonNullElse(erasure.buyerId(), ""))
                .getResultList()
                .map(rows -> {
                    List<Kept> kept = new ArrayList<>();
                    for (Object[] row : rows) {
                        Columns columns = new Columns(row, 0);
                        KeptReason reason = KeptReason.valueOf(columns.text());
                        long count = Objects.requireNonNull(columns.longOrNull());
                        if (count > 0) {
                            kept.add(new Kept(
                                    reason,
                                    count,
                                    until(reason, columns.momentOrNull()),
                                    until(reason, columns.momentOrNull())));
                        }
                    }
                    return List.copyOf(kept);
                });
    }

    private @Nullable Instant until(KeptReason reason, @Nullable Instant since) {
        if (since == null) {
            return null;
        }
        return switch (reason) {
            case CLAIMS -> since.plus(times.claims());
            case BOOKS -> since.plus(times.books());
            case ANSWERS ->
                since.plus(Duration.between(retention.oldest(Retention.Kept.ANSWERS), Timestamps.now(clock)));
            case OPEN_ORDER, REFUSED_CALLS -> null;
        };
    }
}
