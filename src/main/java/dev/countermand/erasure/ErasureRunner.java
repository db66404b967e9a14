package dev.countermand.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.journal.Journal;
import dev.countermand.journal.chain.AuditErasures;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries erasures out, a batch in a transaction. What is pseudonymised is not found again, so a killed replica loses the
 * batch that it was at, another goes on when its claim has run out, and two at once share the orders.
 */
@ApplicationScoped
class ErasureRunner {

    /** Longer than a batch takes; renewed with each. */
    static final Duration CLAIM = Duration.ofMinutes(2);

    /** What somebody else was at work on is looked at again so soon. */
    private static final Duration SOON = Duration.ofMinutes(1);

    /** Nobody can say when an open order ends. */
    private static final Duration DAILY = Duration.ofDays(1);

    private final Sessions sessions;
    private final Erasures erasures;
    private final OrderErasures orders;
    private final AuditErasures audit;
    private final Journal journal;
    private final LegalTimes times;
    private final ObjectMapper json;
    private final InstantSource clock;

    ErasureRunner(
            Sessions sessions,
            Erasures erasures,
            OrderErasures orders,
            AuditErasures audit,
            Journal journal,
            LegalTimes times,
            ObjectMapper json,
            InstantSource clock) {
        this.sessions = sessions;
        this.erasures = erasures;
        this.orders = orders;
        this.audit = audit;
        this.journal = journal;
        this.times = times;
        this.json = json;
        this.clock = clock;
    }

    /** Works until nothing is left that can be done now. */
    Uni<Void> drain() {
        return Uni.createFrom()
                .deferred(() -> claim().call(found -> Steps.given(found, this::carryOut)))
                .map(Objects::nonNull)
                .repeat()
                .whilst(worked -> worked)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<@Nullable Erasure> claim() {
        Instant now = Timestamps.now(clock);
        return sessions.inTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(ErasureSql.CLAIM, Object[].class)
                        .setParameter("until", now.plus(CLAIM))
                        .setParameter("now", now)
                        .getResultList())
                .map(rows -> rows.isEmpty() ? null : Erasure.of(rows.getFirst())));
    }

    private Uni<Void> carryOut(Erasure erasure) {
        String buyer = erasure.buyerId();
        return Steps.given(buyer, id -> whilstAny(() -> orders(erasure, id)))
                .chain(() -> whilstAny(() -> orders.nextBooks(erasure, times.booksOver())
                        .call(count -> advance(erasure, OrderErasures.Done.NOTHING))))
                .chain(() -> sessions.inSession(() -> erasures.kept(erasure)))
                .chain(kept -> Steps.when(
                        buyer != null && kept.stream().noneMatch(ErasureRunner::isOrder),
                        () -> sessions.inTransaction(() -> orders.views(erasure, Objects.requireNonNull(buyer)))
                                .chain(() -> whilstAny(() -> refusedCalls(erasure, Objects.requireNonNull(buyer))))))
                .chain(() -> sessions.inTransaction(() -> finish(erasure)));
    }

    private Uni<Void> whilstAny(Supplier<Uni<Integer>> batch) {
        return Uni.createFrom()
                .deferred(() -> sessions.inTransaction(batch))
                .repeat()
                .whilst(count -> count > 0)
                .collect()
                .with(Collectors.summingInt(count -> count))
                .replaceWithVoid();
    }

    private Uni<Integer> orders(Erasure erasure, String buyer) {
        return orders.next(erasure, buyer, times.claimsOver(), Timestamps.now(clock))
                .call(done -> advance(erasure, done))
                .map(OrderErasures.Done::orders);
    }

    /** Their subject names the buyer; rewritten, they are another's. */
    private Uni<Integer> refusedCalls(Erasure erasure, String buyer) {
        Redaction redaction = new Redaction(buyer, erasure.pseudonym(), json);
        return audit.rewrite(erasure.id(), List.of("callers/" + buyer), 1, redaction::of)
                .map(List::size)
                .call(count -> advance(erasure, new OrderErasures.Done(0, count, 0, 0)));
    }

    private Uni<Integer> advance(Erasure erasure, OrderErasures.Done done) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ErasureSql.ADVANCE)
                        .setParameter("until", Timestamps.now(clock).plus(CLAIM))
                        .setParameter("orders", done.orders())
                        .setParameter("entries", done.entries())
                        .setParameter("events", done.events())
                        .setParameter("documents", done.documents())
                        .setParameter("id", erasure.id())
                        .executeUpdate());
    }

    private Uni<Void> finish(Erasure erasure) {
        Instant now = Timestamps.now(clock);
        return erasures.kept(erasure).chain(kept -> {
            ErasureStatus status = kept.isEmpty() ? ErasureStatus.DONE : ErasureStatus.WAITING;
            boolean named = kept.stream().anyMatch(each -> each.reason() != KeptReason.BOOKS);
            return Panache.getSession()
                    .chain(session -> session.createNativeQuery(ErasureSql.FINISH)
                            .setParameter("status", status.name())
                            .setParameter("next", next(kept, now))
                            .setParameter("named", named)
                            .setParameter("now", now)
                            .setParameter("id", erasure.id())
                            .executeUpdate())
                    .chain(moved -> Steps.when(
                            moved == 1 && status == ErasureStatus.DONE,
                            () -> journal.write(Erasures.act(erasure, "erasure.done", Actor.system("erasure"), now))));
        });
    }

    private static boolean isOrder(Kept kept) {
        return kept.reason() == KeptReason.OPEN_ORDER || kept.reason() == KeptReason.CLAIMS;
    }

    private static Instant next(List<Kept> kept, Instant now) {
        Instant soon = now.plus(SOON);
        return kept.stream()
                .map(each -> Objects.requireNonNullElse(each.nextUntil(), now.plus(DAILY)))
                .map(at -> at.isBefore(soon) ? soon : at)
                .min(Comparator.naturalOrder())
                .orElse(now);
    }
}
