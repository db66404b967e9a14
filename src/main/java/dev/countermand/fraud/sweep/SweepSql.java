package dev.countermand.fraud.sweep;

/**
 * The statements of sweeps that only PostgreSQL can say: cuts along an index, leases that skip what others hold, sums over
 * ranges. What a range is searched by is made of the rules: {@link Sieve}.
 */
final class SweepSql {

    private SweepSql() {}

    static final String QUEUE_UNLESS_UNFINISHED = """
            insert into sweep (id, status, mode, dry_run, requested_by, requested_at)
            select :id, 'QUEUED', :mode, false, :by, :now
            where not exists (select 1 from sweep where status in ('QUEUED', 'RUNNING') and not dry_run)
            on conflict (id) do nothing
            """;

    /** One after the other, and none while one runs; somebody who is about to cut it has it locked. */
    static final String NEXT = """
            select cast(id as text) from sweep
            where id = (select id from sweep where status in ('QUEUED', 'RUNNING')
                order by case status when 'RUNNING' then 0 else 1 end, requested_at, id limit 1)
                and status = 'QUEUED'
            for update skip locked
            """;

    /** The sweep before: an incremental one goes on from there, unless other rules are in force since. */
    static final String LAST_BEFORE = """
            select max(started_at) from sweep
            where status = 'DONE' and not dry_run and id <> :id
                and not exists (select from detector_setting d where d.set_at >= sweep.started_at
                    or d.ended_at >= sweep.started_at)
            """;

    /** Steps along an index of orders, so many at a time; condition on {@code s}. */
    static final String CUT_BY_ORDER = """
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
    static final String CUT_CHANGED = """
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

    static final String SILENT_DAYS = "select cast(day as text) from carrier_day where silent and day >= :from";

    /** A killed replica's range is taken over when its lease has run out. */
    static final String CLAIM_RANGE = """
            update sweep_range r set status = 'RUNNING', started_at = :now, lease_until = :until, failure = null,
                fencing_token = fencing_token + 1
            where (r.sweep_id, r.no) = (
                select sweep_id, no from sweep_range
                where status in ('WAITING', 'RUNNING') and (lease_until is null or lease_until <= :now)
                order by sweep_id, no limit 1
                for update skip locked)
            returning r.sweep_id, r.no, r.fencing_token, r.first_order, r.end_order, r.first_change, r.end_change,
                (select since from sweep where id = r.sweep_id), (select dry_run from sweep where id = r.sweep_id),
                (select as_of from sweep where id = r.sweep_id), (select started_at from sweep where id = r.sweep_id)
            """;

    static final String COUNT = "found = found + :found, frozen = frozen + :frozen, cleared = cleared + :cleared";

    static final String RENEW = "lease_until = :until";

    static final String NOTE = "failure = coalesce(failure, :failure)";

    static final String DONE =
            "status = 'DONE', lease_until = null, finished_at = :now, examined = :examined, " + COUNT;

    static final String FAILED = """
            attempts = attempts + 1, failure = :failure, lease_until = :rested, finished_at = :now,
                status = case when attempts + 1 >= :attempts or fencing_token > :leases then 'FAILED' else 'RUNNING' end""";

    /** Writes that of a range, unless its lease was lost: one of the above. */
    static final String IF_HELD = """
            update sweep_range set %s
            where sweep_id = :id and no = :no and fencing_token = :token and status = 'RUNNING'
            """;

    /**
     * For the transaction at hand. Without statistics, with wrong ones, or with a table that seems small, PostgreSQL
     * would rather read it whole; here it may not. Compiling a plan takes longer than carrying it out. docs/adr/0016 says
     * more.
     */
    static final String KEEP_TO_INDEXES = """
            select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
                set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', '%s', true),
                set_config('enable_hashagg', 'off', true), set_config('plan_cache_mode', '%s', true), set_config('jit', 'off', true),
                set_config('max_parallel_workers_per_gather', '0', true)
            """;

    /** The past is judged without a sieve: it knows only the present. */
    static final String PAST = """
            select s.order_id, count(*) from shipment s where s.declared_at <= :asOf and %s group by s.order_id
            """;

    static final String PROGRESS = """
            select cast(count(*) filter (where status in ('DONE', 'FAILED')) as bigint), cast(sum(examined) as bigint),
                cast(sum(found) as bigint), cast(sum(frozen) as bigint), cast(sum(cleared) as bigint),
                min(failure) filter (where status in ('DONE', 'FAILED'))
            from sweep_range where sweep_id = :id
            """;

    static final String THROUGH = """
            select cast(id as text) from sweep
            where status = 'RUNNING' and not exists (
                select from sweep_range r where r.sweep_id = sweep.id and r.status in ('WAITING', 'RUNNING'))
            for update skip locked
            """;

    /** What was kept for the ranges of a sweep that is over. */
    static final String FORGET_SHARED = "delete from sweep_shared where sweep_id = :id";
}
