package dev.countermand.fraud.sweep;

import dev.countermand.database.Steps;
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

    /** Steps along an index of orders, so many at a time; condition on {@code s}. */
    private static final String BETWEEN = """
            insert into sweep_range (sweep_id, no, first_order, end_order)
            with recursive step (no, first_order) as (
                select 1, '' where exists (select from shipment s where %1$s)
                union all
                select p.no + 1, (select s.order_id from shipment s where s.order_id > p.first_order and %1$s
                    order by s.order_id offset cast(:size as bigint) limit 1)
                from step p where p.first_order is not null)
            select :id, no, first_order, lead(first_order) over (order by no) from step where first_order is not null
            """;

    /**
     * What has changed, cut along its index. And by name, in ranges that are all as large as one another, what has not but is
     * to be looked at: other orders under the numbers of those declared lately, by the time in their ids (F3), or under an
     * account of a parcel that was accepted (F8); whose documents were given again; what is held against sellers whose
     * record may have been put right; and what came due while nothing happened to it. "is true" keeps the index of changes
     * from being gone through for each order. Gives the number of ranges.
     */
    private static final String CHANGED = """
            with recursive step (no, first_change) as (
                select 1, cast(:since as timestamptz)
                where exists (select from shipment s where s.changed_at >= :since and s.changed_at < :end and not s.settled)
                union all
                select p.no + 1, (select s.changed_at from shipment s
                    where s.changed_at > p.first_change and s.changed_at < :end and not s.settled
                    order by s.changed_at offset cast(:size as bigint) limit 1)
                from step p where p.first_change is not null
            ), cut as (
                insert into sweep_range (sweep_id, no, first_change, end_change)
                select :id, no, first_change, lead(first_change, 1, cast(:end as timestamptz)) over (order by no)
                from step where first_change is not null
                returning no
            ), fresh as materialized (
                select order_id, id, seller_id, carrier, tracking_number, shipper_id, accepted_at from shipment
                where changed_at >= :since and changed_at < :end and not settled
                    and (id >= :newest or accepted_at >= :since and shipper_id is not null)
            ), shared as (
                insert into sweep_shared (sweep_id, order_id)
                select cast(:id as uuid), both_orders.order_id
                from fresh c join shipment t on t.tracking_number = c.tracking_number and t.carrier = c.carrier
                    and t.order_id <> c.order_id
                cross join lateral unnest(array[c.order_id, t.order_id]) both_orders (order_id)
                where c.id >= :newest
                union
                select cast(:id as uuid), t.order_id from fresh c cross join lateral (
                    (select order_id from shipment where shipper_id = c.shipper_id and carrier = c.carrier
                        and seller_id < c.seller_id and accepted_at is not null limit :account)
                    union all
                    (select order_id from shipment where shipper_id = c.shipper_id and carrier = c.carrier
                        and seller_id > c.seller_id and accepted_at is not null limit :account)) t
                where c.accepted_at >= :since and c.shipper_id is not null
                union
                select cast(:id as uuid), d.order_id
                from evidence e join evidence d on d.sha256 = e.sha256 where e.given_at >= :since
                returning order_id
            ), work as (
                select order_id from shared
                union
                select order_id from finding where cleared_at is null and code in ('SELLER_PATTERN', 'COERCED_REASON')
                union
                select s.order_id
                from unnest(cast(cast(:dueFirst as text[]) as timestamptz[]), cast(cast(:dueLast as text[]) as timestamptz[]))
                    due (first, last)
                join shipment s on s.declared_at between due.first and due.last and not s.settled and s.accepted_at is null
            ), placed as (
                select order_id, (row_number() over (order by order_id) - 1)
                    * ((count(*) over () + cast(:size as bigint) - 1) / cast(:size as bigint)) / count(*) over () part
                from work
                where not exists (select from shipment s where s.order_id = work.order_id and not s.settled
                    and (s.changed_at >= :since and s.changed_at < :end) is true offset 0)
            ), named as (
                insert into sweep_range (sweep_id, no, orders)
                select :id, part + 1 + (select count(*) from cut), array_agg(order_id order by order_id)
                from placed group by part
                returning no
            )
            select (select count(*) from cut) + (select count(*) from named)
            """;

    /** The sweep before: an incremental one goes on from there, unless other rules are in force since. */
    private static final String LAST = """
            select max(started_at) from sweep
            where status = 'DONE' and not dry_run and id <> :id
                and not exists (select from detector_setting d where d.set_at >= sweep.started_at
                    or d.ended_at >= sweep.started_at)
            """;

    private static final String SILENT = "select cast(day as text) from carrier_day where silent and day >= :from";

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
                .chain(session -> session.createNativeQuery(BETWEEN.formatted(past ? "true" : "not s.settled"))
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
                .chain(session -> session.createNativeQuery(LAST, Instant.class)
                        .setParameter("id", sweep.id)
                        .getSingleResultOrNull())
                .map(last -> last == null ? null : last.minus(OVERLAP));
    }

    private Uni<Integer> changed(SweepRow sweep, Instant since, Instant now) {
        return silentDays(since)
                .chain(silent -> times().map(times -> times.ended(since, now, silent)))
                .chain(due -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(CHANGED, Long.class)
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
                .chain(session -> session.createNativeQuery(SILENT, String.class)
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
