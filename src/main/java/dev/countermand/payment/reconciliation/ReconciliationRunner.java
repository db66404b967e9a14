package dev.countermand.payment.reconciliation;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.kernel.Timestamps;
import dev.countermand.payment.provider.Listed;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.PaymentProvider.Listing;
import dev.countermand.payment.provider.PaymentProvider.Period;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.ProviderUnavailable;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares, a step at a time: a page of the provider's is asked for outside of any transaction and put beside ours in one;
 * when all of it is there, both books are compared in the database. Each step is claimed for itself, so a killed replica
 * loses a page at most, and writes none twice.
 */
@ApplicationScoped
class ReconciliationRunner {

    private static final Logger LOG = Logger.getLogger(ReconciliationRunner.class);

    /** Longer than a page takes, or the comparison of many. */
    static final Duration CLAIM = Duration.ofMinutes(10);

    /** After a failure; twice as long each time. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);

    private static final int MOST_DOUBLINGS = 7;

    /** Some twelve hours. */
    private static final int ATTEMPTS = 16;

    /** A charge is listed by when it was authorised, and captured up to a week later. */
    private static final Duration AUTHORISED_BEFORE = Duration.ofDays(7);

    /** How far clocks, and what is under way between us, are apart. */
    private static final Duration AFTER = Duration.ofHours(1);

    private static final int FAILURE_CHARS = 500;

    private final Sessions sessions;
    private final PaymentProviders providers;
    private final InstantSource clock;

    ReconciliationRunner(Sessions sessions, PaymentProviders providers, InstantSource clock) {
        this.sessions = sessions;
        this.providers = providers;
        this.clock = clock;
    }

    /** Works until nothing is left that can be done now; gives the number of steps. */
    Uni<Integer> drain() {
        return Uni.createFrom()
                .deferred(this::step)
                .repeat()
                .whilst(worked -> worked)
                .collect()
                .with(Collectors.summingInt(worked -> worked ? 1 : 0));
    }

    private Uni<Boolean> step() {
        return claim().chain(row -> row == null
                ? Uni.createFrom().item(false)
                : advance(row)
                        .onFailure()
                        .recoverWithUni(failure -> putOff(row.id, failure))
                        .replaceWith(true));
    }

    private Uni<@Nullable ReconciliationRow> claim() {
        Instant now = Timestamps.now(clock);
        return sessions.inTransaction(() -> Panache.getSession()
                .chain(session -> OneColumn.of(session, ReconciliationSql.CLAIM, UUID.class)
                        .setParameter("until", now.plus(CLAIM))
                        .setParameter("now", now)
                        .getSingleResultOrNull()
                        .chain(id -> id == null
                                ? Uni.createFrom().<@Nullable ReconciliationRow>nullItem()
                                : session.find(ReconciliationRow.class, id))));
    }

    private Uni<Void> advance(ReconciliationRow row) {
        PaymentProvider provider = providers
                .named(row.provider)
                .orElseThrow(() -> new ProviderUnavailable("no payment provider " + row.provider + " is in use here"));
        if (row.collected) {
            Set<Listed.Thing> things = row.reported ? provider.reports() : provider.lists();
            return sessions.inTransaction(() -> compare(row, things));
        }
        Period wide = new Period(row.periodFrom.minus(AUTHORISED_BEFORE), row.periodTo.plus(AFTER));
        return provider.list(wide, row.after).chain(page -> sessions.inTransaction(() -> write(row, page)));
    }

    private Uni<Void> write(ReconciliationRow row, Listing page) {
        return execute(
                        ReconciliationSql.ADVANCE,
                        Map.of(
                                "id",
                                row.id,
                                "next",
                                page.next() == null ? "" : page.next(),
                                "after",
                                row.after == null ? "" : row.after,
                                "collected",
                                page.next() == null))
                .chain(moved -> Steps.when(moved == 1, () -> TheirItems.add(row.id, page.items())));
    }

    private Uni<Void> compare(ReconciliationRow row, Set<Listed.Thing> things) {
        Map<String, Object> id = Map.of("id", row.id);
        Map<String, Object> theirs = Map.of("id", row.id, "provider", row.provider);
        Map<String, Object> time = Map.of("id", row.id, "from", row.periodFrom, "to", row.periodTo);
        Map<String, Object> ours =
                Map.of("id", row.id, "provider", row.provider, "from", row.periodFrom, "to", row.periodTo);
        List<Supplier<Uni<?>>> steps = List.of(
                () -> execute(ReconciliationSql.REFUNDS_BY_REFERENCE, theirs),
                () -> execute(ReconciliationSql.REFUNDS_BY_KEY, theirs),
                () -> execute(ReconciliationSql.CAPTURES, theirs),
                () -> execute(ReconciliationSql.MISSING_HERE, id),
                () -> Steps.when(
                        things.contains(Listed.Thing.REFUND),
                        () -> execute(ReconciliationSql.REFUNDS_MISSING_THERE, ours)),
                () -> Steps.when(
                        things.contains(Listed.Thing.CAPTURE),
                        () -> execute(ReconciliationSql.CAPTURES_MISSING_THERE, ours)),
                () -> Steps.when(!row.reported, () -> execute(ReconciliationSql.FORGET_OUTSIDE, time)),
                () -> execute(ReconciliationSql.FINISH, Map.of("id", row.id, "now", Timestamps.now(clock))));
        return Steps.inTurn(steps, Supplier::get);
    }

    private Uni<Void> putOff(UUID id, Throwable failure) {
        if (!(failure instanceof ProviderUnavailable)) {
            Faults.error(LOG, failure, "Reconciliation %s was interrupted; trying again", id);
        }
        String why = String.valueOf(failure.getMessage());
        return sessions.inTransaction(() -> Panache.getSession()
                        .chain(session -> session.find(ReconciliationRow.class, id))
                        .chain(row -> {
                            Instant now = Timestamps.now(clock);
                            Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(row.attempts, MOST_DOUBLINGS));
                            return execute(
                                    ReconciliationSql.PUT_OFF,
                                    Map.of(
                                            "id", id,
                                            "most", ATTEMPTS,
                                            "failure", why.substring(0, Math.min(why.length(), FAILURE_CHARS)),
                                            "until", now.plus(wait),
                                            "now", now));
                        }))
                .replaceWithVoid();
    }

    private static Uni<Integer> execute(String statement, Map<String, Object> values) {
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(statement);
            values.forEach(query::setParameter);
            return query.executeUpdate();
        });
    }
}
