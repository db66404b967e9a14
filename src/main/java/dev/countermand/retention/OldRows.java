package dev.countermand.retention;

import dev.countermand.database.Purge;
import dev.countermand.database.Retention;
import dev.countermand.database.Retention.Kept;
import dev.countermand.review.state.BulkItemStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Deletes in batches what no partition can hold: rows that are needed longer than others of their age. */
@ApplicationScoped
class OldRows {

    /**
     * As long as an order that names the parcel is open, or has ended less than the retention ago, its events are there: for
     * the case's timeline, and to work out the parcel's state when another event comes. So is what a dispute waits for.
     */
    private static final String CARRIER_EVENTS = """
            delete from carrier_event where (carrier, tracking_number, event_id) in (
                select e.carrier, e.tracking_number, e.event_id from carrier_event e
                where e.received_at < :oldest
                    and not exists (select from shipment s join orders o on o.order_id = s.order_id
                        where s.tracking_number = e.tracking_number and s.carrier = e.carrier
                            and (o.closed_at is null or o.closed_at >= :oldest))
                    and not exists (select from dispute d
                        where d.return_tracking_number = e.tracking_number and d.return_carrier = e.carrier
                            and d.ended_at is null)
                limit :batch
                for update skip locked)
            """;

    /** Where the event is gone or never came: no correction is worth keeping longer than what it corrects. */
    private static final String VOIDED_EVENTS = """
            delete from voided_event where (carrier, tracking_number, event_id) in (
                select v.carrier, v.tracking_number, v.event_id from voided_event v
                where v.voided_at < :oldest
                    and not exists (select from carrier_event e where e.carrier = v.carrier
                        and e.tracking_number = v.tracking_number and e.event_id = v.event_id)
                limit :batch
                for update skip locked)
            """;

    /** The next sweep and the gauges go by the last one of each kind that was done. */
    private static final String OLD_SWEEP = """
            s.status in ('DONE', 'FAILED') and coalesce(s.finished_at, s.requested_at) < :oldest
                and s.id not in (select distinct on (mode) id from sweep
                    where status = 'DONE' and not dry_run order by mode, started_at desc)
            """;

    private static final String RANGES = """
            delete from sweep_range where (sweep_id, no) in (
                select r.sweep_id, r.no from sweep_range r join sweep s on s.id = r.sweep_id where %s
                limit :batch
                for update of r skip locked)
            """.formatted(OLD_SWEEP);

    private static final String SWEEPS = """
            delete from sweep where id in (
                select s.id from sweep s where %s
                    and not exists (select from sweep_range r where r.sweep_id = s.id)
                    and not exists (select from sweep_shared o where o.sweep_id = s.id)
                limit :batch
                for update skip locked)
            """.formatted(OLD_SWEEP);

    private static final String PROVIDER_NEWS = """
            delete from provider_news where (provider, news_id) in (
                select provider, news_id from provider_news where received_at < :oldest
                limit :batch for update skip locked)
            """;

    /** Counted as long as what it told: the sandbox's own books. */
    private static final String SANDBOX = """
            delete from sandbox_refund where key in (
                select key from sandbox_refund where called_at < :oldest limit :batch for update skip locked)
            """;

    private static final String COMPARED = """
            delete from reconciliation_item where (reconciliation_id, thing, reference) in (
                select i.reconciliation_id, i.thing, i.reference from reconciliation_item i
                    join reconciliation r on r.id = i.reconciliation_id
                where r.finished_at < :oldest limit :batch for update of i skip locked)
            """;

    private static final String RECONCILIATIONS = """
            delete from reconciliation where id in (
                select r.id from reconciliation r where r.finished_at < :oldest
                    and not exists (select from reconciliation_item i where i.reconciliation_id = r.id)
                limit :batch for update skip locked)
            """;

    /** All of it is carried out, undone or skipped; what it decided is in the decisions of its cases. */
    private static final String OLD_BULK = """
            coalesce(b.undo_asked_at, b.asked_at) < :oldest
                and not exists (select from bulk_item w where w.bulk_id = b.id and w.status in (%s))
            """.formatted(Arrays.stream(BulkItemStatus.values())
            .filter(BulkItemStatus::waits)
            .map(status -> "'" + status + "'")
            .collect(Collectors.joining(", ")));

    private static final String BULK_ITEMS = """
            delete from bulk_item where (order_id, case_id, bulk_id) in (
                select i.order_id, i.case_id, i.bulk_id from bulk_item i join bulk_decision b on b.id = i.bulk_id
                where %s limit :batch for update of i skip locked)
            """.formatted(OLD_BULK);

    private static final String BULKS = """
            delete from bulk_decision where id in (
                select b.id from bulk_decision b where %s
                    and not exists (select from bulk_item i where i.bulk_id = b.id)
                limit :batch for update skip locked)
            """.formatted(OLD_BULK);

    /** Nobody gets a golden case twice, so who has had one stays known as long as it is given. */
    private static final String SECOND_REVIEWS = """
            delete from case_review where (order_id, case_id, id) in (
                select r.order_id, r.case_id, r.id from case_review r
                where (r.decided_at < :oldest or r.decided_at is null and r.asked_at < :oldest)
                    and not (r.kind = 'GOLDEN' and exists (select from golden_case g
                        where g.order_id = r.order_id and g.case_id = r.case_id and g.ended_at is null))
                limit :batch for update of r skip locked)
            """;

    private final Purge purge;
    private final Retention retention;

    OldRows(Purge purge, Retention retention) {
        this.purge = purge;
        this.retention = retention;
    }

    /** Never fails: what is left is forgotten next time. */
    Uni<Void> forget() {
        return purge.forget("carrier events", CARRIER_EVENTS, retention.oldest(Kept.CARRIER_EVENTS))
                .chain(() ->
                        purge.forget("voided carrier events", VOIDED_EVENTS, retention.oldest(Kept.CARRIER_EVENTS)))
                .chain(() -> purge.forget("ranges of sweeps", RANGES, retention.oldest(Kept.SWEEPS)))
                .chain(() -> purge.forget("sweeps", SWEEPS, retention.oldest(Kept.SWEEPS)))
                .chain(() -> purge.forget("news of providers", PROVIDER_NEWS, retention.oldest(Kept.PROVIDER_NEWS)))
                .chain(() -> purge.forget("refunds of the sandbox", SANDBOX, retention.oldest(Kept.PROVIDER_NEWS)))
                .chain(() -> purge.forget("compared items", COMPARED, retention.oldest(Kept.RECONCILIATIONS)))
                .chain(() -> purge.forget("reconciliations", RECONCILIATIONS, retention.oldest(Kept.RECONCILIATIONS)))
                .chain(() -> purge.forget("cases of bulk decisions", BULK_ITEMS, retention.oldest(Kept.BULK_DECISIONS)))
                .chain(() -> purge.forget("bulk decisions", BULKS, retention.oldest(Kept.BULK_DECISIONS)))
                .chain(() -> purge.forget("second reviews", SECOND_REVIEWS, retention.oldest(Kept.SECOND_REVIEWS)));
    }
}
