package dev.countermand.prod;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold in the database at every moment between two transactions, whatever was killed and whatever happened at
 * once. Each rule is a query for the rows that break it.
 */
public final class Consistency {

    private static final int MOST_SHOWN_PER_RULE = 5;

    /** What holds, and how to find what breaks it. */
    record Rule(String says, String breaches) {}

    private Consistency() {}

    /** The breaches in one snapshot of the database, in words; empty when all rules hold. */
    public static List<String> breaches(Connection database) throws SQLException {
        boolean autoCommit = database.getAutoCommit();
        int isolation = database.getTransactionIsolation();
        List<String> found = new ArrayList<>();
        database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        database.setAutoCommit(false);
        try (Statement statement = database.createStatement()) {
            for (Rule rule : RULES) {
                found.addAll(breaches(statement, rule));
            }
            for (Rule rule : DeskRules.ALL) {
                found.addAll(breaches(statement, rule));
            }
        } finally {
            database.rollback();
            database.setAutoCommit(autoCommit);
            database.setTransactionIsolation(isolation);
        }
        return List.copyOf(found);
    }

    private static List<String> breaches(Statement statement, Rule rule) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(rule.breaches())) {
            while (rows.next() && found.size() < MOST_SHOWN_PER_RULE) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    values.add(rows.getMetaData().getColumnLabel(column) + "=" + text(rows.getString(column)));
                }
                found.add(rule.says() + ": " + String.join(", ", values));
            }
        }
        return found;
    }

    private static String text(@Nullable String value) {
        return value == null ? "-" : value;
    }

    private static final List<Rule> RULES = List.of(
            // --- events and audit ----------------------------------------------------------------------------------
            new Rule("Every order was placed or imported once", """
                select o.order_id, count(e.id) as events
                from orders o left join outbox_event e on e.order_id = o.order_id
                    and e.type in ('dev.countermand.order.placed.v1', 'dev.countermand.order.imported.v1')
                group by o.order_id having count(e.id) <> 1
                """),
            new Rule("An order that was paid here says so once", """
                select o.order_id, o.status, count(e.id) as events
                from orders o left join outbox_event e on e.order_id = o.order_id
                    and e.type = 'dev.countermand.order.paid.v1'
                where not exists (select 1 from outbox_event i where i.order_id = o.order_id
                    and i.type = 'dev.countermand.order.imported.v1')
                group by o.order_id having count(e.id) <> (o.verified_at is not null)::int
                """),
            new Rule("A cancellation was requested once, also where it was approved at once (A2)", """
                select c.order_id, c.id, c.status, count(e.id) as events
                from cancellation c
                    left join outbox_event e on e.order_id = c.order_id and e.subject = 'cancellations/' || c.id
                    and e.type = 'dev.countermand.cancellation.requested.v1'
                where c.answered_by is distinct from 'history'
                    and not exists (select 1 from outbox_event i where i.order_id = c.order_id
                        and i.type = 'dev.countermand.order.imported.v1')
                group by c.order_id, c.id having count(e.id) <> 1
                """),
            new Rule("The outcome of a cancellation was told once, and no other", """
                select c.order_id, c.id, c.status, answer.type, count(e.id) as events
                from cancellation c
                    cross join (values ('approved', 'APPROVED'), ('refused', 'REFUSED'), ('withdrawn', 'WITHDRAWN'),
                        ('too-late', 'TOO_LATE'), ('upheld', 'UPHELD'), ('expired-approved', 'EXPIRED_APPROVED'))
                        answer (type, status)
                    left join outbox_event e on e.order_id = c.order_id and e.subject = 'cancellations/' || c.id
                    and e.type = 'dev.countermand.cancellation.' || answer.type || '.v1'
                where c.answered_by is distinct from 'history'
                group by c.order_id, c.id, answer.type, answer.status
                having count(e.id) <> (c.status = answer.status)::int
                """),
            new Rule("A shipment was declared once", """
                select s.order_id, s.id, count(e.id) as events
                from shipment s left join outbox_event e on e.order_id = s.order_id
                    and e.subject = 'shipments/' || s.id and e.type = 'dev.countermand.shipment.declared.v1'
                where s.declared_by <> 'history'
                    and not exists (select 1 from outbox_event i where i.order_id = s.order_id
                        and i.type = 'dev.countermand.order.imported.v1')
                group by s.order_id, s.id having count(e.id) <> 1
                """),
            new Rule("A carrier's acceptance was told at most once, and never before it happened", """
                select s.order_id, s.id, s.accepted_at, count(e.id) as events
                from shipment s join outbox_event e on e.order_id = s.order_id
                    and e.subject = 'shipments/' || s.id and e.type = 'dev.countermand.shipment.accepted.v1'
                group by s.order_id, s.id having count(e.id) > (s.accepted_at is not null)::int
                """),
            new Rule("A step of a refund was told once", """
                select r.order_id, r.id, r.status, step.type, count(e.id) as events
                from refund r
                    cross join lateral (values ('requested', true), ('submitted', r.submitted_at is not null),
                        ('sent', r.sent_at is not null), ('arrived', r.arrived_at is not null)) step (type, done)
                    left join outbox_event e on e.order_id = r.order_id and e.subject = 'refunds/' || r.id
                    and e.type = 'dev.countermand.refund.' || step.type || '.v1'
                where r.attempts = 0 and r.round = 0
                    -- What a person has tried again, or a chargeback had stopped, is told again (A20a, A20b).
                    and not exists (select 1 from outbox_event again where again.order_id = r.order_id
                        and again.subject = 'refunds/' || r.id
                        and again.type in ('dev.countermand.refund.escalated.v1', 'dev.countermand.refund.closed.v1'))
                group by r.order_id, r.id, step.type, step.done having count(e.id) <> step.done::int
                """),
            new Rule("No order ends in silence", """
                select o.order_id, o.status, count(e.id) as events
                from orders o left join outbox_event e on e.order_id = o.order_id
                    and e.type = 'dev.countermand.order.' || case o.status when 'COMPLETED' then 'completed'
                        when 'CLOSED_UNPAID' then 'closed' when 'CANCELLED' then 'cancelled' else 'returned' end || '.v1'
                where o.status in ('COMPLETED', 'CLOSED_UNPAID', 'CANCELLED', 'RETURNED')
                    and not exists (select 1 from outbox_event i where i.order_id = o.order_id
                        and i.type = 'dev.countermand.order.imported.v1')
                group by o.order_id having count(e.id) < 1 or count(e.id) > 1 + (select count(*) from outbox_event u
                    where u.order_id = o.order_id and u.type = 'dev.countermand.order.decision-undone.v1')
                """),
            new Rule("An end was told once, and again only after it was undone (A26)", """
                select o.order_id, o.status, count(e.id) as events, u.undone
                from orders o
                    join outbox_event e on e.order_id = o.order_id and e.type in
                        ('dev.countermand.order.completed.v1', 'dev.countermand.order.closed.v1',
                         'dev.countermand.order.cancelled.v1')
                    cross join lateral (select count(*) as undone from outbox_event u where u.order_id = o.order_id
                        and u.type = 'dev.countermand.order.decision-undone.v1') u
                group by o.order_id, u.undone
                having count(e.id) > u.undone + (o.status in ('COMPLETED', 'CLOSED_UNPAID', 'CANCELLED'))::int
                """),
            new Rule("The audit and the events tell the same", """
                select coalesce(a.what, e.what) as what, a.times as audited, e.times as told
                from (select object || ' ' || action as what, count(*) as times from audit_entry
                    where action <> 'act.refused' group by 1) a
                full join (select subject || ' ' || regexp_replace(type, '^dev\\.countermand\\.(.*)\\.v1$', '\\1') as what,
                    count(*) as times from outbox_event group by 1) e on a.what = e.what
                where a.times is distinct from e.times
                """),
            new Rule(
                    "Every version of an order was audited, but for the rows that undoing a decision puts back (A26)",
                    """
                select o.order_id, o.version, count(distinct a.version) as audited, max(a.version) as last
                from orders o left join audit_entry a on a.subject = o.order_id and a.version is not null
                group by o.order_id
                having count(distinct a.version) + count(*) filter (where a.action = 'order.decision-undone')
                    <> o.version + 1 or max(a.version) is distinct from o.version
                """),
            new Rule("Nothing was audited twice in one version", """
                select subject, version, object, action, count(*) as audited
                from audit_entry where version is not null
                group by subject, version, object, action having count(*) > 1
                """),
            new Rule("Positions run from 1 without gaps and doubles", """
                select count(e.position) as numbered, min(e.position) as first, max(e.position) as highest, p.last
                from outbox_position p left join outbox_event e on e.position is not null
                group by p.last
                having count(e.position) <> p.last or coalesce(max(e.position), 0) <> p.last
                    or count(distinct e.position) <> p.last or coalesce(min(e.position), 1) <> 1
                """),

            // --- deadlines -----------------------------------------------------------------------------------------
            new Rule("An order waits for what its status says, once", """
                select o.order_id, o.status, wanted.kind, count(d.id) as deadlines
                from orders o
                    join (values ('PLACED', 'CLOSE_UNPAID'), ('PAYMENT_VERIFYING', 'CLOSE_UNPAID'),
                        ('PROCESSING', 'DECLARE_SHIPMENT'), ('DELIVERED', 'RELEASE_ESCROW')) wanted (status, kind)
                        on wanted.status = o.status
                    left join deadline d on d.order_id = o.order_id and d.kind = wanted.kind
                group by o.order_id, wanted.kind having count(d.id) <> 1
                """),
            new Rule("A parcel under way is waited for (P5, P6, P7)", """
                select o.order_id, o.status, s.id
                from orders o join shipment s using (order_id)
                where o.status in ('SHIPPED', 'IN_TRANSIT') and s.delivered_at is null
                    and coalesce(s.last_status, '') <> 'RETURNED'
                    and exists (select 1 from shipment_line l where l.order_id = s.order_id and l.shipment_id = s.id
                        and l.gone < l.quantity)
                    and not exists (select 1 from deadline d where d.order_id = s.order_id and d.subject = s.id::text
                        and d.kind in ('PARCEL_OVERDUE', 'PARCEL_LOST', 'LOST_CASE', 'PARCEL_UNANSWERED'))
                """),
            new Rule("An order does not wait for what is over", """
                select o.order_id, o.status, d.kind
                from orders o join deadline d using (order_id)
                where d.kind = 'CLOSE_UNPAID' and o.status not in ('PLACED', 'PAYMENT_VERIFYING')
                    or d.kind = 'DECLARE_SHIPMENT' and o.status <> 'PROCESSING'
                    or d.kind = 'RELEASE_ESCROW' and o.status <> 'DELIVERED'
                    or d.kind = 'CARRIER_ACCEPTANCE' and o.status not in ('PROCESSING', 'SHIPPED')
                """),
            new Rule("A contested request waits for the carrier (A13)", """
                select o.order_id, o.status
                from orders o
                where o.request_state = 'CONTESTED' and not o.frozen
                    and not exists (select 1 from deadline d where d.order_id = o.order_id
                        and d.kind = 'CARRIER_ACCEPTANCE')
                    and not exists (select 1 from review_case c where c.order_id = o.order_id)
                """),
            new Rule("A refund under way waits for its next step, once", """
                select r.order_id, r.id, r.status, wanted.kind, count(d.id) as deadlines
                from refund r
                    join (values ('REQUESTED', 'SUBMIT_REFUND'), ('FAILED', 'SUBMIT_REFUND'),
                        ('SUBMITTED', 'CHECK_REFUND'), ('SENT', 'CHECK_REFUND'), ('SENT', 'ESCALATE_REFUND'))
                        wanted (status, kind) on wanted.status = r.status
                    left join deadline d on d.order_id = r.order_id and d.subject = r.id::text and d.kind = wanted.kind
                group by r.order_id, r.id, wanted.kind having count(d.id) <> 1
                """),
            new Rule("An open chargeback waits for its end, once, and no other does (A20a)", """
                select c.order_id, c.id, c.state, count(d.id) as deadlines
                from chargeback c left join deadline d on d.order_id = c.order_id and d.kind = 'CHARGEBACK_SILENT'
                    and d.subject = 'chargeback/' || c.id
                group by c.order_id, c.id having count(d.id) <> (c.state = 'OPENED')::int
                """),
            new Rule("A refund that has ended waits for nothing", """
                select r.order_id, r.id, r.status, d.kind
                from refund r join deadline d on d.order_id = r.order_id and d.subject = r.id::text
                where r.status = 'ARRIVED'
                    -- One that could not be handed over in time waits for its provider all the same (A20b).
                    or r.status not in ('REQUESTED', 'FAILED', 'ESCALATED') and d.kind = 'SUBMIT_REFUND'
                    or r.status <> 'ESCALATED' and d.kind = 'REFUND_TASK_DUE'
                """),
            new Rule("A refund before a person is due, or overdue (P7)", """
                select r.order_id, r.id, r.decide_by, r.overdue_since
                from refund r
                where r.status = 'ESCALATED' and r.overdue_since is null
                    and not exists (select 1 from deadline d where d.order_id = r.order_id and d.subject = r.id::text
                        and d.kind = 'REFUND_TASK_DUE')
                """),

            // --- money ---------------------------------------------------------------------------------------------
            new Rule("An order knows what was paid and given back", """
                select o.order_id, o.paid, p.captured, o.refunded, r.given
                from orders o
                    cross join lateral (select coalesce(sum(amount), 0) as captured from payment
                        where order_id = o.order_id and state = 'CAPTURED') p
                    cross join lateral (select coalesce(sum(amount), 0) as given from refund
                        where order_id = o.order_id and status <> 'CLOSED') r
                where o.paid <> p.captured or o.refunded <> r.given or r.given > p.captured
                """),
            new Rule("A payment knows what was given back of it", """
                select p.order_id, p.payment_id, p.amount, p.refunded, coalesce(sum(r.amount), 0) as given
                from payment p left join refund r on r.order_id = p.order_id
                    and r.payment_id = p.payment_id and r.status <> 'CLOSED'
                group by p.order_id, p.payment_id
                having p.refunded <> coalesce(sum(r.amount), 0) or p.refunded > p.amount
                """),
            new Rule("An order knows what banks have taken back of its payments (A20a)", """
                select o.order_id, o.charged_back, sum(p.charged_back) as of_payments
                from orders o join payment p using (order_id)
                group by o.order_id having o.charged_back <> sum(p.charged_back)
                """),
            new Rule("The ledger knows what of a refund is owed (A20b, A22)", """
                select r.order_id, r.id, r.status, r.amount, l.owed
                from refund r cross join lateral (
                    select coalesce(sum(case 'BUYER' when t.to_account then t.amount when t.from_account then -t.amount
                            end), 0) as owed,
                        count(*) filter (where t.cause = 'REFUND_SENT') as sendings
                    from ledger_transfer t where t.order_id = r.order_id and t.refund_id = r.id) l
                where case
                    when r.status in ('SENT', 'ARRIVED', 'SETTLED', 'CLOSED') then l.owed <> 0
                    else l.sendings = 0 and l.owed <> r.amount end
                """),
            new Rule("The ledger's accounts are the sums of its transfers, and balance", """
                select b.order_id, a.account, a.balance, coalesce(sum(m.amount), 0) as moved
                from ledger_balance b
                    cross join lateral (values ('PROVIDER', b.provider), ('BUYER', b.buyer), ('ESCROW', b.escrow),
                        ('SELLER', b.seller), ('PLATFORM', b.platform), ('CARRIER_COSTS', b.carrier_costs),
                        ('CLAIM_ON_BUYER', b.claim_on_buyer), ('CLAIM_ON_SELLER', b.claim_on_seller),
                        ('OUTSTANDING', b.outstanding), ('CHARGEBACK', b.chargeback), ('SUSPENSE', b.suspense),
                        ('SETTLED', b.settled), ('PAID_OUT', b.paid_out), ('RECEIVED', b.received))
                        a (account, balance)
                    left join lateral (select case a.account when t.to_account then t.amount else -t.amount end as amount
                        from ledger_transfer t
                        where t.order_id = b.order_id and a.account in (t.from_account, t.to_account)) m on true
                group by b.order_id, a.account, a.balance having a.balance <> coalesce(sum(m.amount), 0)
                """),
            new Rule("The ledger has what orders have: what was paid, given back, and is the seller's (A18, A20)", """
                select o.order_id, o.status, o.paid, b.captured, o.refunded, b.refunded, o.charged_back, b.charged_back,
                    b.escrow
                from orders o left join ledger_balance b using (order_id)
                where o.paid <> coalesce(b.captured, 0) or o.refunded <> coalesce(b.refunded, 0)
                    or o.charged_back <> coalesce(b.charged_back, 0)
                    -- An order that is over holds nothing, unless a dispute of it is open (A19, P7).
                    or o.status in ('COMPLETED', 'CANCELLED', 'RETURNED', 'CLOSED_UNPAID') and b.escrow > 0
                        and not o.disputed and not o.frozen
                """),
            new Rule("What sellers' accounts come to is the sum of their entries (A18, A24)", """
                select coalesce(k.seller_id, e.seller_id) as seller_id, coalesce(k.currency, e.currency) as currency,
                    coalesce(k.cause, e.cause) as cause, k.amount as kept, e.amount as entered
                from (select seller_id, currency, cause, sum(amount) as amount from seller_balance group by 1, 2, 3) k
                    full join (
                        select seller_id, currency, cause, sum(case when to_account in ('SELLER', 'CLAIM_ON_SELLER')
                            then amount else -amount end) as amount
                        from ledger_transfer where seller_id is not null group by 1, 2, 3
                        union all
                        select seller_id, currency, 'NETTED', -sum(amount) from claim_payment where means = 'NETTED'
                        group by 1, 2) e using (seller_id, currency, cause)
                where coalesce(k.amount, 0) <> coalesce(e.amount, 0)
                """),
            new Rule("The ledger has every fine and every claim once (A24)", """
                select e.seller_id, e.id, e.kind, e.amount, count(t.id) as booked
                from seller_entry e left join ledger_transfer t on t.order_id = e.order_id
                    and t.subject = 'entries/' || e.id and t.cause = e.kind and t.amount = e.amount
                where e.kind in ('FINE', 'CLAIM') and e.amount > 0
                group by e.seller_id, e.id having count(t.id) <> 1
                """),

            // --- statuses ------------------------------------------------------------------------------------------
            new Rule("An order knows its open request", """
                select o.order_id, o.status, o.request_state, c.status as request
                from orders o left join cancellation c on c.order_id = o.order_id
                    and c.status in ('PENDING', 'CONTESTED')
                where o.request_state is distinct from c.status
                """),
            new Rule("An order cancelled by agreement has the agreement, and nothing is left of it", """
                select o.order_id, o.cancelled_by
                from orders o
                where o.status = 'CANCELLED' and (
                    o.cancelled_by in ('AGREEMENT', 'BUYER_UNPAID') and not exists (select 1 from cancellation c
                        where c.order_id = o.order_id and c.status = 'APPROVED')
                    or exists (select 1 from order_line l where l.order_id = o.order_id and l.cancelled < l.quantity))
                """),
            new Rule("What was agreed to be cancelled is what was taken out", """
                select o.order_id, o.cancelled_total, coalesce(sum(c.amount), 0) as agreed
                from orders o left join cancellation c on c.order_id = o.order_id and c.status = 'APPROVED'
                where o.cancelled_by is null or o.cancelled_by in ('AGREEMENT', 'BUYER_UNPAID')
                group by o.order_id
                having o.cancelled_total < coalesce(sum(c.amount), 0)
                    or o.cancelled_total > coalesce(sum(c.amount), 0) and not exists (select 1 from outbox_event e
                        where e.order_id = o.order_id and e.type = 'dev.countermand.order.overdue.v1')
                """),
            new Rule("A shipped order has shipments, and an unpaid one has none", """
                select o.order_id, o.status, count(s.id) as shipments
                from orders o left join shipment s using (order_id)
                group by o.order_id
                having o.status in ('SHIPPED', 'IN_TRANSIT', 'DELIVERED') and count(s.id) = 0
                    or o.status in ('PLACED', 'PAYMENT_VERIFYING', 'CLOSED_UNPAID') and count(s.id) > 0
                """),
            new Rule("Units that were shipped are in shipments", """
                select l.order_id, l.line, l.shipped, coalesce(sum(s.quantity), 0) as declared
                from order_line l join orders o using (order_id) left join shipment_line s using (order_id, line)
                where o.status <> 'CANCELLED'
                group by l.order_id, l.line having l.shipped <> coalesce(sum(s.quantity), 0)
                """),
            new Rule("The carrier has what is in transit, and not what is only declared", """
                select o.order_id, o.status, o.accepted_at, min(s.accepted_at) as scanned
                from orders o join shipment s using (order_id)
                group by o.order_id
                having o.status = 'IN_TRANSIT' and min(s.accepted_at) is null
                    or o.status = 'SHIPPED' and min(s.accepted_at) is not null
                    or o.status = 'DELIVERED' and bool_or(s.delivered_at is null)
                """),
            new Rule("A request is too late only when the carrier has a parcel (A13, A14), or by decision", """
                select c.order_id, c.id
                from cancellation c join orders o using (order_id)
                where c.status = 'TOO_LATE' and o.accepted_at is null
                    and not exists (select 1 from review_case r where r.order_id = c.order_id)
                """),
            new Rule("An answer that is kept tells of something that is there", """
                select k.caller, k.key, k.location
                from idempotency_key k
                where k.location like '/v1/cancellations/%' and not exists (select 1 from cancellation c
                        where c.id::text = substr(k.location, length('/v1/cancellations/') + 1))
                    or k.location ~ '^/v1/orders/[^/]+$' and not exists (select 1 from orders o
                        where o.order_id = substr(k.location, length('/v1/orders/') + 1))
                """));
}
