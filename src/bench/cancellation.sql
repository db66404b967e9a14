-- What the service sends for POST /v1/orders/{id}/cancellations on a paid order, in its order and its transaction. The
-- benchmark compares it with the service's own before it measures. :order, :buyer and the ids are new in each
-- transaction; the other values are those of the service's sample call.
\set n :n + 1
\set order :first + :n * :clients + :client_id
\set buyer :order % :buyers
\set id :first_id + :n * :clients + :client_id
begin;
select ir1_0.caller,ir1_0.key,ir1_0.body,ir1_0.content_type,ir1_0.created_at,ir1_0.etag,ir1_0.location,ir1_0.request_hash,ir1_0.status from idempotency_key ir1_0 where (ir1_0.caller,ir1_0.key) in ((:buyer,:order));
select or1_0.order_id,or1_0.accepted_at,or1_0.buyer_id,or1_0.cancelled_by,or1_0.cancelled_total,or1_0.changed_at,or1_0.changed_by,or1_0.closed_at,or1_0.currency,or1_0.declared_at,or1_0.delivered_at,or1_0.delivery_date,or1_0.delivery_from,or1_0.delivery_to,or1_0.disputed,or1_0.frozen,or1_0.frozen_at,or1_0.frozen_seconds,or1_0.goods_total,or1_0.market,or1_0.origin_hash,or1_0.paid,or1_0.placed_at,or1_0.policy_version,or1_0.processing_seconds,or1_0.refunded,or1_0.request_state,or1_0.seller_id,or1_0.ship_from_country,or1_0.ship_to_city,or1_0.ship_to_country,or1_0.ship_to_postal_code,or1_0.shipping_fee,or1_0.status,or1_0.terms_in_writing,or1_0.verified_at,or1_0.version from orders or1_0 where or1_0.order_id=:order for no key update of or1_0;
select olr1_0.order_id,olr1_0.line,olr1_0.cancelled,olr1_0.made_to_measure,olr1_0.quantity,olr1_0.shipped,olr1_0.sku,olr1_0.title,olr1_0.unit_price,olr1_0.version from order_line olr1_0 where olr1_0.order_id=:order order by olr1_0.line;
insert into cancellation (amount,answered_at,answered_by,buyer_id,comment,explanation,liability,liability_because,on_behalf_of,reason,requested_at,requested_by,seller_asked,seller_id,seller_sees,status,true_reason,version,whole,order_id,id) values (:amount,null,null,:buyer,null,null,:liability,null,null,:reason,:now,:buyer,:asked,:seller,null,:pending,null,:first_version,:whole,:order,bench_id(:id));
update orders set accepted_at=null,buyer_id=:buyer,cancelled_by=null,cancelled_total=:nothing,changed_at=:now,changed_by=:buyer,closed_at=null,currency=:currency,declared_at=null,delivered_at=null,delivery_date=null,delivery_from=null,delivery_to=null,disputed=:disputed,frozen=:frozen,frozen_at=null,frozen_seconds=:nothing,goods_total=:goods,market=:market,origin_hash=:origin,paid=:paid,placed_at=:placed_at,policy_version=:policy,processing_seconds=:seconds,refunded=:nothing,request_state=:pending,seller_id=:seller,ship_from_country=:from,ship_to_city=:city,ship_to_country=:country,ship_to_postal_code=:postal_code,shipping_fee=:fee,status=:status,terms_in_writing=:written,verified_at=:verified_at,version=:next_version where order_id=:order and version=:version;
insert into audit_entry (action,actor,at,details,object,on_behalf_of,role,subject,version,id) values (:action,:buyer,:now,:details,bench_object(:id),null,:role,:order,:next_version,bench_id(:id));
insert into outbox_event (data,order_id,position,subject,time,type,id) values (:data,:order,null,bench_object(:id),:now,:type,bench_id(:id));
insert into idempotency_key (body,content_type,created_at,etag,location,request_hash,status,caller,key) values (:body,:content_type,:kept_at,:next_version,:location,:hash,:created,:buyer,:order);
commit;
