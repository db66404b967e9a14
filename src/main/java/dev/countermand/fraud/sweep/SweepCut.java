package dev.countermand.fraud.sweep;

import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.detector.rule.Reach;
import dev.countermand.fraud.judgement.RuleBooks;
import dev.countermand.fraud.profile.Profiles;
import dev.countermand.kernel.BusinessDays;
import dev.countermand.kernel.Ids;
import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Cuts a sweep into ranges, in one transaction that has the sweep's row locked: a killed replica leaves nothing. */
@ApplicationScoped
class SweepCut {

    /** An incremental sweep begins so long before the last one did: for what was under way then and committed later. */
    static final Duration OVERLAP = Duration.ofMinutes(5);

    /** Incremental ranges have so much less in them: their orders are looked up one by one. */
    private static final int LOOKED_UP_PARTS = 4;

    /** Orders of one shipper account that a new parcel brings up for judgement, at most. */
    private static final int ACCOUNT_AT_MOST = 200;

    private final RuleBooks books;
    private final Policies policies;
    private final int size;
    private final int pageSize;

    SweepCut(
            RuleBooks books,
            Policies policies,
            @ConfigProperty(name = "countermand.sweep.range-size") int size,
            @ConfigProperty(name = "countermand.sweep.page-size") int pageSize) {
        this.books = books;
        this.policies = policies;
        this.size = size;
        this.pageSize = pageSize;
    }

    /** Cuts it; from then on it runs, and its mode says what it is. */
    Uni<Void> cut(SweepRow sweep, Instant now) {
        sweep.status = SweepStatus.RUNNING;
        sweep.startedAt = now;
        return RangeReader.keepToIndexes(RangeReader.Planned.EACH_TIME_ONE_BY_ONE)
                .chain(() -> ranges(sweep, now))
                .invoke(total -> sweep.rangesTotal = total)
                .replaceWithVoid();
    }

    private Uni<Integer> ranges(SweepRow sweep, Instant now) {
        if (sweep.asOf != null || sweep.mode == SweepMode.FULL) {
            return everything(sweep, now);
        }
        return since(sweep).chain(since -> {
            if (since == null) {
                return everything(sweep, now);
            }
            sweep.since = since;
            return changed(sweep, since, now);
        });
    }

    private Uni<Integer> everything(SweepRow sweep, Instant now) {
        sweep.mode = SweepMode.FULL;
        // What is settled today was not then; and the past is judged without a sieve, a page at a time.
        boolean past = sweep.asOf != null;
        Uni<Void> shared = Steps.when(!past, () -> findShared(sweep, now));
        return shared.chain(() -> Panache.getSession())
                .chain(session -> session.createNativeQuery(
                                SweepSql.CUT_BY_ORDER.formatted(past ? "true" : "not s.settled"))
                        .setParameter("id", sweep.id)
                        .setParameter("size", past ? pageSize : size)
                        .executeUpdate());
    }

    private Uni<Void> findShared(SweepRow sweep, Instant now) {
        return reach().chain(reach -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(Sieve.findShared(reach))
                                .setParameter("id", sweep.id)
                                .setParameter("now", now)
                                .executeUpdate()))
                .replaceWithVoid();
    }

    private Uni<@Nullable Instant> since(SweepRow sweep) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, SweepSql.LAST_BEFORE, Instant.class)
                        .setParameter("id", sweep.id)
                        .getSingleResultOrNull())
                .map(last -> last == null ? null : last.minus(OVERLAP));
    }

    private Uni<Integer> changed(SweepRow sweep, Instant since, Instant now) {
        return silentDays(since)
                .chain(silent -> times().map(times -> times.ended(since, now, silent)))
                .chain(due -> Panache.getSession()
                        .chain(session -> OneColumn.of(session, SweepSql.CUT_CHANGED, Long.class)
                                .setParameter("id", sweep.id)
                                .setParameter("size", Math.max(1, size / LOOKED_UP_PARTS))
                                .setParameter("account", ACCOUNT_AT_MOST)
                                .setParameter("since", since)
                                // What changes while the sweep runs is the next one's business.
                                .setParameter("end", now.plus(1, ChronoUnit.MICROS))
                                .setParameter("newest", Ids.first(since))
                                .setParameter("dueFirst", moments(due, WaitingTimes.Span::first))
                                .setParameter("dueLast", moments(due, WaitingTimes.Span::last))
                                .getSingleResult()))
                .map(Long::intValue);
    }

    private static String[] moments(List<WaitingTimes.Span> spans, Function<WaitingTimes.Span, Instant> moment) {
        return spans.stream().map(span -> moment.apply(span).toString()).toArray(String[]::new);
    }

    private static Uni<Set<LocalDate>> silentDays(Instant since) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, SweepSql.SILENT_DAYS, String.class)
                        .setParameter(
                                "from",
                                LocalDate.ofInstant(since, ZoneOffset.UTC).minusDays(Profiles.SILENT_DAYS_BACK))
                        .getResultList())
                .map(days -> days.stream().map(LocalDate::parse).collect(Collectors.toCollection(HashSet::new)));
    }

    /** How far the rules in force reach in any market. */
    Uni<Reach> reach() {
        return books.current()
                .map(book -> Reach.of(policies.all().stream().map(book::rules).toList()));
    }

    Uni<WaitingTimes> times() {
        return reach().map(reach -> times(reach));
    }

    WaitingTimes times(Reach reach) {
        List<BusinessDays> calendars =
                policies.all().stream().map(Policy::businessDays).distinct().toList();
        return new WaitingTimes(Objects.requireNonNull(reach.waits()), calendars);
    }
}
