package dev.countermand.fraud;

import dev.countermand.database.Sessions;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Records of sellers and markets (F2, F11, F12) and silent days of carriers (F1), recounted when they are old: before a
 * sweep, and by themselves now and then. One replica counts at a time; the others take what it has counted.
 */
@ApplicationScoped
class Profiles {

    private static final Logger LOG = Logger.getLogger(Profiles.class);

    /** The time that a record is about. */
    static final Duration LOOK_BACK = Duration.ofDays(90);

    /** A parcel declared against a request had so long to move. */
    static final Duration TO_MOVE = Duration.ofDays(7);

    /** Events are counted when whatever received them has surely been committed. */
    static final Duration COMMITTED = Duration.ofMinutes(5);

    /** A day may be called silent, or not any more, as long as it can matter to a parcel. */
    static final int SILENT_DAYS_BACK = 100;

    /** What comes late may make a day less silent: today and yesterday are not called so yet. */
    static final int DAYS_TO_REPORT = 2;

    /** What a carrier usually reports is told by so many days before. */
    static final int USUAL_DAYS = 28;

    /** Fewer scans than this are nothing usual. */
    static final int USUAL_AT_LEAST = 20;

    private static final String OLD = "select at from profiles_counted where at <= :before for update";

    private static final String COUNTED = "update profiles_counted set at = :now";

    /** Requests of the time, with what F11 and F12 want to know of each. */
    private static final String REQUESTS = """
            select c.order_id, c.seller_id, c.buyer_id, o.market, blocked, coalesce(c.seller_asked
                    or c.true_reason <> c.reason, false) reported,
                blocked and not exists (select from shipment s where s.order_id = c.order_id
                    and s.accepted_at is not null) unmoved
            from cancellation c join orders o on o.order_id = c.order_id
            cross join lateral (select c.requested_at < :moved and (c.status in ('REFUSED', 'CONTESTED', 'TOO_LATE', 'UPHELD')
                or exists (select from shipment s where s.order_id = c.order_id and s.contested_request_id = c.id)) blocked) b
            where c.requested_at >= :from and c.requested_at <= :now
            """;

    /** Of fewer shipments than this nobody can say what is usual. */
    static final int HABIT_AT_LEAST = 5;

    /**
     * The usual handling time is only asked for where a declaration met a request (F2), and only told by shipments that
     * met none: a declaration in question would else be measured by itself.
     */
    private static final String SELLERS = """
            insert into seller_profile (seller_id, counted_at, handling_seconds, blocked, unmoved, requests, reports, reporters)
            select r.seller_id, :now, h.seconds, count(*) filter (where blocked), count(*) filter (where unmoved), count(*),
                count(*) filter (where reported), count(distinct buyer_id) filter (where reported)
            from (%s) r
            left join (
                select s.seller_id, cast(percentile_disc(0.5) within group (
                    order by extract(epoch from s.declared_at - o.verified_at)) as bigint) seconds
                from shipment s join orders o on o.order_id = s.order_id
                where s.declared_at >= :from and s.declared_at <= :now and o.verified_at is not null
                    and s.contested_request_id is null and s.seller_id in (
                    select seller_id from shipment where contested_request_id is not null and declared_at >= :from)
                group by s.seller_id having count(*) >= %s) h on h.seller_id = r.seller_id
            group by r.seller_id, h.seconds
            on conflict (seller_id) do update set counted_at = excluded.counted_at,
                handling_seconds = excluded.handling_seconds, blocked = excluded.blocked, unmoved = excluded.unmoved,
                requests = excluded.requests, reports = excluded.reports, reporters = excluded.reporters
            """.formatted(REQUESTS, HABIT_AT_LEAST);

    private static final String MARKETS = """
            insert into market_profile (market, counted_at, blocked, unmoved, requests, reports)
            select r.market, :now, count(*) filter (where blocked), count(*) filter (where unmoved), count(*),
                count(*) filter (where reported)
            from (%s) r group by r.market
            on conflict (market) do update set counted_at = excluded.counted_at, blocked = excluded.blocked,
                unmoved = excluded.unmoved, requests = excluded.requests, reports = excluded.reports
            """.formatted(REQUESTS);

    private static final String FORGET_SELLERS = "delete from seller_profile where counted_at < :now";

    private static final String FORGET_MARKETS = "delete from market_profile where counted_at < :now";

    /** Each event once: those received since the last count. */
    private static final String SCANS = """
            insert into carrier_day (carrier, day, scans)
            select e.carrier, cast(e.occurred_at at time zone 'UTC' as date), cast(count(*) as int)
            from carrier_event e, carrier_day_counted c
            where e.received_at > c.up_to and e.received_at <= :upTo and e.status not in ('LABEL_CREATED', 'EXCEPTION')
            group by e.carrier, cast(e.occurred_at at time zone 'UTC' as date)
            on conflict (carrier, day) do update set scans = carrier_day.scans + excluded.scans
            """;

    private static final String SCANS_COUNTED = "update carrier_day_counted set up_to = greatest(up_to, :upTo)";

    /** A day without any scan has a row too; working days, Saturdays and Sundays are each compared with their like. */
    private static final String SILENT = """
            insert into carrier_day (carrier, day, scans, silent)
            select t.carrier, t.day, 0, true
            from (
                select known.carrier, cast(d as date) as day, coalesce(c.scans, 0) scans, usual.scans usual
                from (select carrier, min(day) first from carrier_day group by carrier) known
                cross join lateral generate_series(greatest(known.first, cast(:from as date)), cast(:until as date), '1 day') d
                left join carrier_day c on c.carrier = known.carrier and c.day = cast(d as date)
                cross join lateral (
                    select percentile_cont(0.5) within group (order by coalesce(b.scans, 0)) scans
                    from generate_series(greatest(cast(d as date) - %1$s, known.first), cast(d as date) - 1, '1 day') before
                    left join carrier_day b on b.carrier = known.carrier and b.day = cast(before as date)
                    where greatest(extract(isodow from before), 5) = greatest(extract(isodow from d), 5)) usual) t
            where t.usual >= %2$s and t.scans < t.usual * 0.2
            on conflict (carrier, day) do update set silent = true
            """.formatted(USUAL_DAYS, USUAL_AT_LEAST);

    /** Called silent anew below, where it still is. */
    private static final String NOT_SILENT =
            "update carrier_day set silent = false where silent and day >= cast(:from as date)";

    private final Sessions sessions;
    private final InstantSource clock;
    private final Duration maxAge;

    Profiles(
            Sessions sessions,
            InstantSource clock,
            @ConfigProperty(name = "countermand.profiles.max-age") Duration maxAge) {
        this.sessions = sessions;
        this.clock = clock;
        this.maxAge = maxAge;
    }

    @Scheduled(
            identity = "profiles",
            every = "{countermand.profiles.tick}",
            delayed = "{countermand.profiles.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return recountWhenOld()
                .onFailure()
                .invoke(failure -> LOG.warn("Profiles could not be recounted; the last ones stay", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Counts, or waits for who counts, unless what there is is young enough. */
    Uni<Void> recountWhenOld() {
        Instant now = Timestamps.now(clock);
        return sessions.inTransaction(() -> Panache.getSession()
                .flatMap(session -> session.createNativeQuery(OLD, Instant.class)
                        .setParameter("before", now.minus(maxAge))
                        .getResultList())
                .flatMap(old -> old.isEmpty() ? Uni.createFrom().voidItem() : recount(now)));
    }

    private Uni<Void> recount(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return write(SELLERS, "from", now.minus(LOOK_BACK), "moved", now.minus(TO_MOVE), "now", now)
                .flatMap(ignored ->
                        write(MARKETS, "from", now.minus(LOOK_BACK), "moved", now.minus(TO_MOVE), "now", now))
                .flatMap(ignored -> write(FORGET_SELLERS, "now", now))
                .flatMap(ignored -> write(FORGET_MARKETS, "now", now))
                .flatMap(ignored -> write(SCANS, "upTo", now.minus(COMMITTED)))
                .flatMap(ignored -> write(SCANS_COUNTED, "upTo", now.minus(COMMITTED)))
                .flatMap(ignored -> write(NOT_SILENT, "from", today.minusDays(SILENT_DAYS_BACK)))
                .flatMap(ignored -> write(
                        SILENT, "from", today.minusDays(SILENT_DAYS_BACK), "until", today.minusDays(DAYS_TO_REPORT)))
                .flatMap(ignored -> write(COUNTED, "now", now));
    }

    private static Uni<Void> write(String statement, Object... parameters) {
        return Panache.getSession()
                .flatMap(session -> {
                    var update = session.createNativeQuery(statement);
                    for (int i = 0; i < parameters.length; i += 2) {
                        update.setParameter((String) parameters[i], parameters[i + 1]);
                    }
                    return update.executeUpdate();
                })
                .replaceWithVoid();
    }
}
