package dev.countermand.prod;

import dev.countermand.prod.Consistency.Rule;
import java.util.List;

/** What must hold of cases, decisions, bulk decisions and documents (A26, A27), as {@link Consistency} has it. */
final class DeskRules {

    private DeskRules() {}

    static final List<Rule> ALL = List.of(
            // --- cases ---------------------------------------------------------------------------------------------
            new Rule("A case before the desk is due once, or overdue (P7)", """
                select c.order_id, c.id, c.status, c.overdue_since, count(d.id) as deadlines
                from review_case c left join deadline d on d.order_id = c.order_id and d.subject = c.id::text
                    and d.kind = 'CASE_DUE'
                group by c.order_id, c.id
                having count(d.id) <> (c.overdue_since is null
                    and c.status in ('OPEN', 'CLAIMED', 'AWAITING_EVIDENCE', 'AWAITING_APPROVAL'))::int
                """),
            new Rule("A claim ends by itself, and nothing else does", """
                select c.order_id, c.id, c.status, count(d.id) as deadlines
                from review_case c left join deadline d on d.order_id = c.order_id and d.subject = c.id::text
                    and d.kind = 'RELEASE_CLAIM'
                group by c.order_id, c.id having count(d.id) <> (c.status = 'CLAIMED')::int
                """),
            new Rule("A case is what was decided of it", """
                select c.order_id, c.id, c.status, c.verdict,
                    count(d.no) filter (where d.status = 'AWAITING_APPROVAL') as waiting,
                    count(d.no) filter (where d.status = 'CARRIED_OUT' and d.verdict <> 'HOLD') as standing
                from review_case c left join case_decision d on d.order_id = c.order_id and d.case_id = c.id
                group by c.order_id, c.id
                having count(d.no) filter (where d.status = 'AWAITING_APPROVAL')
                        <> (c.status = 'AWAITING_APPROVAL')::int
                    or count(d.no) filter (where d.status = 'CARRIED_OUT' and d.verdict <> 'HOLD')
                        <> (c.verdict is not null)::int
                    or c.status in ('DECIDED', 'APPEALED') and c.verdict is null
                    or bool_or(d.status = 'CARRIED_OUT' and d.verdict <> 'HOLD' and d.verdict <> c.verdict)
                """),

            // --- decisions -----------------------------------------------------------------------------------------
            new Rule("A step of a decision was told once", """
                select c.order_id, c.id, step.type, step.done, count(e.id) as events
                from review_case c
                    cross join lateral (select count(*) filter (where d.approval_because is not null) as waited,
                        count(*) filter (where d.carried_out_at is not null and d.verdict <> 'HOLD') as decided,
                        count(*) filter (where d.status = 'UNDONE') as undone
                        from case_decision d where d.order_id = c.order_id and d.case_id = c.id) n
                    cross join lateral (values ('awaiting-approval', n.waited), ('decided', n.decided),
                        ('decision-undone', n.undone)) step (type, done)
                    left join outbox_event e on e.order_id = c.order_id and e.subject = 'cases/' || c.id
                        and e.type = 'dev.countermand.case.' || step.type || '.v1'
                group by c.order_id, c.id, step.type, step.done having count(e.id) <> step.done
                """),
            new Rule("A decision is remembered as long as it can be undone, and no longer", """
                select d.order_id, d.case_id, d.no, d.status, count(t.id) as deadlines
                from case_decision d left join deadline t on t.order_id = d.order_id and t.kind = 'DECISION_FINAL'
                    and t.subject = d.case_id || '/' || d.no
                group by d.order_id, d.case_id, d.no
                having count(t.id) <> (d.undo_memory is not null)::int
                    or d.undo_memory is not null and d.status <> 'CARRIED_OUT'
                """),
            new Rule("A sanction of a case stands only with its decision (A27)", """
                select s.order_id, s.id, s.kind, s.status
                from sanction s
                where s.case_id is not null and s.status in ('AWAITING_APPROVAL', 'IN_FORCE')
                    and not exists (select 1 from case_decision d where d.order_id = s.order_id and d.case_id = s.case_id
                        and d.status = 'CARRIED_OUT')
                """),
            new Rule("A false shipment is fined once by a decision that stands (A24)", """
                select o.order_id, o.refunded, count(s.id) as fines
                from orders o
                    join case_decision d on d.order_id = o.order_id and d.status = 'CARRIED_OUT' and d.matter = 'FRAUD'
                        and d.verdict = 'CANCEL_AND_REFUND'
                    left join sanction s on s.order_id = d.order_id and s.case_id = d.case_id and s.kind = 'FINE'
                        and s.status not in ('REVOKED', 'REJECTED')
                group by o.order_id, d.case_id, d.no having count(s.id) <> 1
                """),

            // --- bulk decisions ------------------------------------------------------------------------------------
            new Rule("A case of a bulk decision that waits has its turn, once", """
                select i.order_id, i.case_id, i.status, wanted.kind, count(d.id) as deadlines
                from bulk_item i
                    join (values ('PENDING', 'DECIDE_IN_BULK'), ('UNDOING', 'UNDO_IN_BULK')) wanted (status, kind)
                        on wanted.status = i.status
                    left join deadline d on d.order_id = i.order_id and d.kind = wanted.kind
                        and d.subject = i.bulk_id || '/' || i.case_id
                group by i.order_id, i.case_id, i.bulk_id, wanted.kind having count(d.id) <> 1
                """),
            new Rule("A case of a bulk decision that had its turn has none", """
                select i.order_id, i.case_id, i.status, d.kind
                from bulk_item i join deadline d on d.order_id = i.order_id and d.subject = i.bulk_id || '/' || i.case_id
                    and d.kind in ('DECIDE_IN_BULK', 'UNDO_IN_BULK')
                where i.status in ('DONE', 'AWAITING_APPROVAL', 'UNDONE', 'NOT_UNDONE')
                """),
            new Rule("What became of a case of a bulk decision is its decision, of the same money", """
                select i.order_id, i.case_id, i.status, i.decision_no, d.status as decision
                from bulk_item i left join case_decision d on d.order_id = i.order_id and d.case_id = i.case_id
                    and d.no = i.decision_no and d.amount = i.amount and d.currency = i.currency
                where case
                    when i.status in ('PENDING', 'SKIPPED') then i.decision_no is not null
                    when i.status = 'UNDONE' then d.status is distinct from 'UNDONE'
                    else d.status is null or i.status = 'UNDOING' and d.carried_out_at is null end
                """),

            // --- evidence ------------------------------------------------------------------------------------------
            new Rule("A document is there whole, as it was given", """
                select e.order_id, e.id, e.size, e.kept_in, p.size as kept
                from evidence e cross join lateral (
                    select coalesce(sum(length(p.content)), 0) as size, count(*) as pieces, coalesce(max(p.number), -1) as last,
                        encode(sha256(coalesce(string_agg(p.content, ''::bytea order by p.number), ''::bytea)), 'hex') as sha256
                    from document_piece p where p.order_id = e.order_id and p.document_id = e.id) p
                where case
                    when e.kept_in = 'DATABASE' then p.size <> e.size or p.pieces <> p.last + 1 or p.sha256 <> e.sha256
                    else p.pieces > 0 end
                """),
            new Rule("A document was told of once", """
                select d.order_id, d.id, count(e.id) as events
                from evidence d left join outbox_event e on e.order_id = d.order_id and e.subject = 'evidence/' || d.id
                    and e.type = 'dev.countermand.evidence.given.v1'
                group by d.order_id, d.id having count(e.id) <> 1
                """),
            new Rule("Nobody waits for evidence that was given", """
                select d.order_id, d.id, d.shipment_id
                from (select order_id, id, shipment_id, demanded_at from case_demand where outcome is null
                    union all select order_id, id, shipment_id, demanded_at from evidence_demand where outcome is null) d
                    join evidence e on e.order_id = d.order_id and e.shipment_id = d.shipment_id
                        and e.given_at > d.demanded_at
                """),
            new Rule("What the desk asks for has its due date, once (A26)", """
                select d.order_id, d.id, d.outcome, count(t.id) as deadlines
                from case_demand d left join deadline t on t.order_id = d.order_id and t.kind = 'CASE_EVIDENCE_DUE'
                    and t.subject = d.id::text
                group by d.order_id, d.id having count(t.id) <> (d.outcome is null)::int
                """),
            new Rule("A case that waits for evidence has asked for it", """
                select c.order_id, c.id
                from review_case c
                where c.status = 'AWAITING_EVIDENCE' and not exists (select 1 from case_demand d
                    where d.order_id = c.order_id and d.case_id = c.id and d.outcome is null)
                """));
}
