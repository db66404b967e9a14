-- What the service sends for a batch of due CLOSE_UNPAID deadlines (A1): a claim, which commits by itself, then one
-- transaction for all their orders. The benchmark compares it with the service's own before it measures, and writes the
-- statements after "each" out once for every order. :batch is the size of a batch; :order, :orders and :ids are new in
-- each; the other values are those of the service's sample. The first statement only makes pgbench's arrays.
\set n :n + 1
select array_agg(number::text)::text as orders, array_agg(bench_id(number))::text as ids from generate_series(:first::bigint + :n::bigint * :batch, :first::bigint + (:n::bigint + 1) * :batch - 1) number \gset
with due as materialized ( select order_id, id from deadline where paused_at is null and due_at <= :claimed_at and (claimed_until is null or claimed_until <= :claimed_at) order by due_at limit :batch for update skip locked) update deadline d set claimed_until = :until from unnest(array(select order_id from due), array(select id from due)) as mine (order_id, id) where d.order_id = mine.order_id and d.id = mine.id returning d.order_id, d.id, d.kind, d.subject, d.due_at, d.paused_at, d.claimed_until, d.attempts, d.last_failure;
begin;
select or1_0.order_id,or1_0.accepted_at,or1_0.buyer_id,or1_0.cancelled_by,or1_0.cancelled_total,or1_0.changed_at,or1_0.changed_by,or1_0.closed_at,or1_0.currency,or1_0.declared_at,or1_0.delivered_at,or1_0.delivery_date,or1_0.delivery_from,or1_0.delivery_to,or1_0.disputed,or1_0.frozen,or1_0.frozen_at,or1_0.goods_total,or1_0.market,or1_0.origin_hash,or1_0.paid,or1_0.placed_at,or1_0.policy_version,or1_0.processing_seconds,or1_0.refunded,or1_0.request_state,or1_0.seller_id,or1_0.ship_from_country,or1_0.ship_to_city,or1_0.ship_to_country,or1_0.ship_to_postal_code,or1_0.shipping_fee,or1_0.status,or1_0.terms_in_writing,or1_0.verified_at,or1_0.version from orders or1_0 where cast(or1_0.order_id = any(:orders) as boolean)=true order by or1_0.order_id for no key update of or1_0 skip locked;
select olr1_0.order_id,olr1_0.line,olr1_0.cancelled,olr1_0.made_to_measure,olr1_0.quantity,olr1_0.shipped,olr1_0.sku,olr1_0.title,olr1_0.unit_price,olr1_0.version from order_line olr1_0 where cast(olr1_0.order_id = any(:orders) as boolean)=true order by olr1_0.order_id,olr1_0.line;
delete from deadline d using unnest(cast(:orders as text[]), cast(:ids as uuid[])) as due (order_id, id) where d.order_id = due.order_id and d.id = due.id and d.paused_at is null returning d.id;
-- each
update orders set accepted_at=null,buyer_id=:buyer_id,cancelled_by=null,cancelled_total=:nothing,changed_at=:now,changed_by=:actor,closed_at=:now,currency=:currency,declared_at=null,delivered_at=null,delivery_date=null,delivery_from=null,delivery_to=null,disputed=:disputed,frozen=:frozen,frozen_at=null,goods_total=:goods_total,market=:market,origin_hash=:origin_hash,paid=:nothing,placed_at=:placed_at,policy_version=:policy,processing_seconds=:seconds,refunded=:nothing,request_state=null,seller_id=:seller_id,ship_from_country=:ship_from_country,ship_to_city=:ship_to_city,ship_to_country=:ship_to_country,ship_to_postal_code=:ship_to_postal_code,shipping_fee=:shipping_fee,status=:status,terms_in_writing=:written,verified_at=null,version=:next_version where order_id=:order and version=:version;
delete from deadline where order_id = any(:orders) and kind = any(:kinds);
-- each
insert into audit_entry (action,actor,at,details,object,on_behalf_of,role,subject,version,id) values (:action,:actor,:now,bench_details(:order),bench_object(:order),null,:role,:order,:next_version,bench_id(:order));
-- each
insert into outbox_event (data,order_id,position,subject,time,type,id) values (bench_details(:order),:order,null,bench_object(:order),:now,:type,bench_id(:order));
commit;
