package dev.countermand.erasure;

import java.util.List;

/** The statements of an erasure: each takes one buyer out of the rows of many orders, in tables of all rooms. */
final class ErasureSql {

    private ErasureSql() {}

    private static final String COLUMNS = """
            id, pseudonym, status, requested_by, requested_at, next_at, orders, entries, events, documents, finished_at, buyer_id
            """;

    /** The same buyer has one erasure: asked for again, it looks at once, for orders of theirs that have come since. */
    static final String REQUEST = """
            insert into erasure as e (id, buyer_code, buyer_id, pseudonym, status, requested_by, requested_as, requested_at, next_at)
            values (:id, :code, :buyer, :pseudonym, 'QUEUED', :by, :as, :now, :now)
            on conflict (buyer_code) do update set buyer_id = excluded.buyer_id,
                status = case when e.status = 'RUNNING' then e.status else 'QUEUED' end,
                next_at = least(e.next_at, excluded.next_at), finished_at = null
            returning %s
            """.formatted(COLUMNS);

    static final String FIND = "select %s from erasure where id = :id".formatted(COLUMNS);

    /** The next one, for a while; a replica that was killed leaves it to another. */
    static final String CLAIM = """
            update erasure set status = 'RUNNING', claimed_until = :until
            where id = (select id from erasure
                where status <> 'DONE' and next_at <= :now and (claimed_until is null or claimed_until <= :now)
                order by next_at, id limit 1 for update skip locked)
            returning %s
            """.formatted(COLUMNS);

    /** How far it is, and for a while longer. Nothing where it ended meanwhile. */
    static final String ADVANCE = """
            update erasure set claimed_until = :until, orders = orders + :orders, entries = entries + :entries,
                events = events + :events, documents = documents + :documents
            where id = :id and status = 'RUNNING'
            """;

    static final String FINISH = """
            update erasure set status = :status, next_at = :next, claimed_until = null,
                buyer_id = case when :named then buyer_id end,
                finished_at = case when :status = 'DONE' then cast(:now as timestamptz) end
            where id = :id and status = 'RUNNING'
            """;

    /** What keeps an order however long ago it ended: somebody or something is still at work on it. */
    private static final String HELD = """
            (o.closed_at is null or o.frozen or o.disputed
                or exists (select from review_case c where c.order_id = o.order_id and c.status not in ('DECIDED', 'CLOSED'))
                or exists (select from dispute d where d.order_id = o.order_id and d.ended_at is null)
                or exists (select from refund r where r.order_id = o.order_id
                    and r.status not in ('ARRIVED', 'SETTLED', 'CLOSED'))
                or exists (select from deadline t where t.order_id = o.order_id))""";

    /** Some that may go, locked: an act that is under way on one is not waited for. */
    static final String DUE = """
            select o.order_id from orders o
            where o.buyer_id = :buyer and o.closed_at <= :claims and not %s
            order by o.order_id limit :batch for update of o skip locked
            """.formatted(HELD);

    /** The payment provider's names prove books, and nothing more once those need not be proved. */
    static final String BOOKS_DUE = """
            select o.order_id from orders o
            where o.buyer_id = :pseudonym and o.closed_at <= :books
                and exists (select from payment p where p.order_id = o.order_id and p.provider_reference not like 'erased:%')
            order by o.order_id limit :batch for update of o skip locked
            """;

    static final List<String> BOOKS = List.of("""
            update payment set provider_reference = 'erased:' || order_id || ':' || payment_id
            where order_id = any(cast(:orders as text[]))
            """, """
            update refund set reference = null, bank_reference = null, provider_words = null
            where order_id = any(cast(:orders as text[]))
            """, """
            update refund_act set reference = null where order_id = any(cast(:orders as text[]))
            """);

    static final String KEPT = """
            with mine as (
                select o.closed_at, o.buyer_id = :pseudonym as erased, %s as held,
                    exists (select from payment p where p.order_id = o.order_id
                        and p.provider_reference not like 'erased:%%') as named
                from orders o where o.buyer_id = any(array[cast(:pseudonym as text), cast(:buyer as text)]))
            select 'OPEN_ORDER' as reason, count(*) as many, cast(null as timestamptz) as first, cast(null as timestamptz) as last
            from mine where not erased and held
            union all
            select 'CLAIMS', count(*), min(closed_at), max(closed_at) from mine where not erased and not held
            union all
            select 'BOOKS', count(*), min(closed_at), max(closed_at) from mine where erased and named
            union all
            select 'ANSWERS', count(*), min(created_at), max(created_at) from idempotency_key where caller = :buyer
            union all
            select 'REFUSED_CALLS', count(*), null, null from audit_entry where subject = 'callers/' || cast(:buyer as text)
            """.formatted(HELD);

    /** What is kept outside of the database goes by a job, because no transaction waits for others. */
    static final String DOCUMENTS_ELSEWHERE = """
            insert into deadline (order_id, id, kind, subject, due_at)
            select order_id, gen_random_uuid(), 'DROP_DOCUMENT', cast(id as text), cast(:now as timestamptz) from evidence
            where order_id = any(cast(:orders as text[])) and kept_in = 'S3'
            on conflict on constraint one_deadline_of_a_kind do nothing
            """;

    /** With the pieces of those that are kept in the database. */
    static final String DOCUMENTS = "delete from evidence where order_id = any(cast(:orders as text[]))";

    /**
     * In turn. Whoever is the buyer, or acted as or for them, is the pseudonym; what people wrote is left out; a place is no
     * more than its country.
     */
    static final List<String> ORDERS = List.of(
            """
            update cancellation set buyer_id = :pseudonym,
                comment = case when comment is not null then :erased end,
                explanation = case when explanation is not null then :erased end,
                requested_by = case requested_by when :buyer then :pseudonym else requested_by end,
                answered_by = case answered_by when :buyer then :pseudonym else answered_by end,
                on_behalf_of = case on_behalf_of when :buyer then :pseudonym else on_behalf_of end
            where order_id = any(cast(:orders as text[]))
            """, """
            update return_parcel p set buyer_id = :pseudonym
            from dispute d
            where d.order_id = any(cast(:orders as text[])) and p.buyer_id = :buyer
                and p.carrier = d.return_carrier and p.tracking_number = d.return_tracking_number
            """, """
            update dispute set buyer_id = :pseudonym, text = :erased,
                explanation = case when explanation is not null then :erased end,
                opened_by = case opened_by when :buyer then :pseudonym else opened_by end,
                ended_by = case ended_by when :buyer then :pseudonym else ended_by end,
                on_behalf_of = case on_behalf_of when :buyer then :pseudonym else on_behalf_of end
            where order_id = any(cast(:orders as text[]))
            """, """
            update dispute_offer set explanation = case when explanation is not null then :erased end,
                made_by = case made_by when :buyer then :pseudonym else made_by end
            where order_id = any(cast(:orders as text[]))
            """, """
            update hand_over set signatures = null, reason = case when reason is not null then :erased end,
                recorded_by = case recorded_by when :buyer then :pseudonym else recorded_by end
            where order_id = any(cast(:orders as text[]))
            """, """
            update evidence_demand set demanded_by = case demanded_by when :buyer then :pseudonym else demanded_by end
            where order_id = any(cast(:orders as text[]))
            """, """
            update case_demand set words = case when words is not null then :erased end
            where order_id = any(cast(:orders as text[]))
            """, """
            update review_case set buyer_id = case when buyer_id is not null then :pseudonym end,
                statement = case when statement is not null then :erased end,
                closing_note = case when closing_note is not null then :erased end
            where order_id = any(cast(:orders as text[]))
            """, """
            update sanction set statement = :erased, buyer_id = case when buyer_id is not null then :pseudonym end,
                appeal_text = case when appeal_text is not null then :erased end,
                appeal_statement = case when appeal_statement is not null then :erased end,
                rejected_because = case when rejected_because is not null then :erased end
            where order_id = any(cast(:orders as text[]))
            """, """
            update seller_entry e set statement = :erased
            from orders o
            where o.order_id = any(cast(:orders as text[])) and e.seller_id = o.seller_id and e.order_id = o.order_id
            """, """
            update case_note set text = :erased
            where order_id = any(cast(:orders as text[]))
            """, """
            update case_decision set buyer_id = :pseudonym, statement = :erased, undo_memory = null,
                rejected_because = case when rejected_because is not null then :erased end,
                undone_because = case when undone_because is not null then :erased end
            where order_id = any(cast(:orders as text[]))
            """, """
            update bulk_decision b set statement = :erased,
                undo_because = case when undo_because is not null then :erased end
            where exists (select from bulk_item i where i.bulk_id = b.id and i.order_id = any(cast(:orders as text[])))
            """, """
            update case_review set statement = case when statement is not null then :erased end
            where order_id = any(cast(:orders as text[]))
            """, """
            update golden_case set because = :erased
            where order_id = any(cast(:orders as text[]))
            """, """
            update seller_note set text = :erased
            where order_id = any(cast(:orders as text[]))
            """, """
            update finding set words = :erased, facts = cast(json_build_object() as text),
                input = cast(json_build_object() as text)
            where order_id = any(cast(:orders as text[]))
            """, """
            update refund set note = case when note is not null then :erased end
            where order_id = any(cast(:orders as text[]))
            """, """
            update refund_act set statement = case when statement is not null then :erased end
            where order_id = any(cast(:orders as text[]))
            """, """
            update chargeback set reason = case when reason is not null then :erased end
            where order_id = any(cast(:orders as text[]))
            """, """
            update shipment set number_postal_code = null, delivered_postal_code = null
            where order_id = any(cast(:orders as text[]))

            """);

    /**
     * Once no order names the buyer any more: queues that people have saved go by the pseudonym, as the cases do, be it as the
     * buyer's or among the words that are looked for.
     */
    static final String VIEWS = """
            update case_view v set version = v.version + 1, filter = cast(
                    jsonb_set(
                        case when f.said ->> 'buyerId' = :buyer
                            then jsonb_set(f.said, array['buyerId'], to_jsonb(cast(:pseudonym as text))) else f.said end,
                        array['text'],
                        coalesce(to_jsonb(array_to_string(array_replace(f.words, cast(:buyer as text),
                            cast(:pseudonym as text)), ' ')), cast('null' as jsonb))) as text)
            from (select id, cast(filter as jsonb) as said,
                    string_to_array(translate(cast(filter as jsonb) ->> 'text', '"', ' '), ' ') as words
                from case_view) f
            where f.id = v.id and (f.said ->> 'buyerId' = :buyer or cast(:buyer as text) = any(f.words))
            """;

    /** Last: what names the buyer no more is not found again. A version of its own, as each change of an order has one. */
    static final String ORDER = """
            update orders set buyer_id = :pseudonym,
                changed_by = case changed_by when :buyer then :pseudonym else changed_by end,
                ship_to_postal_code = '-', ship_to_city = null, origin_hash = :erased, version = version + 1
            where order_id = any(cast(:orders as text[]))
            returning order_id, seller_id, version
            """;

    /** Events beside entries of the audit: both get their ids one after the other, and their orders have no index there. */
    static final String EVENTS = """
            select distinct e.id, e.data from jsonb_to_recordset(cast(cast(:entries as text) as jsonb))
                    as a (order_id text, low uuid, high uuid)
                join outbox_event e on e.id > a.low and e.id < a.high and e.order_id = a.order_id
            """;

    static final String ERASE_EVENTS = """
            update outbox_event e set data = n.data
            from jsonb_to_recordset(cast(cast(:events as text) as jsonb)) as n (id uuid, data text)
            where e.id = n.id
            """;
}
