-- E1: when the shop's own couriers come. D2: whether the terms of return were given in writing. An open dispute is a fact
-- beside the status, as a request is.
alter table orders
    add column disputed         boolean not null default false,
    add column delivery_date    date,
    add column delivery_from    time,
    add column delivery_to      time,
    add column terms_in_writing boolean not null default true,
    drop constraint orders_cancelled_by_check,
    add constraint orders_cancelled_by_check
        check (cancelled_by in ('BUYER_UNPAID', 'BUYER', 'AGREEMENT', 'TIMEOUT', 'ADMINISTRATION')),
    add constraint delivery_has_a_day check (delivery_date is not null or (delivery_from is null and delivery_to is null));

-- D3: what was made for this consumer alone cannot be given back.
alter table order_line add column made_to_measure boolean not null default false;

-- What somebody owes for an order beside its price (C3, E2, A19, D4). Booked once for each cause.
create table charge (
    order_id  text        not null references orders,
    id        uuid        not null,
    kind      text        not null check (kind in ('SHIPPING_COSTS', 'DELIVERY_COSTS', 'RETURN_SHIPPING')),
    debtor    text        not null check (debtor in ('BUYER', 'SELLER')),
    deducted  boolean     not null,
    amount    bigint      not null check (amount > 0),
    rule      text        not null,
    statement text        not null,
    cause     text        not null,
    at        timestamptz not null,
    primary key (order_id, id),
    unique (order_id, cause)
);

-- L2, C2, C4, E1: how the goods were handed over, or why not.
create table hand_over (
    order_id    text        not null references orders,
    id          uuid        not null,
    outcome     text        not null check (outcome in ('ACCEPTED', 'REFUSED', 'UNCLAIMED')),
    at          timestamptz not null,
    recorded_by text        not null,
    reason      text,
    in_writing  boolean     not null default false,
    finding     text        check (finding in ('DEFECT', 'SHORTAGE', 'SUBSTITUTION')),
    signatures  text,
    primary key (order_id, id),
    -- A parcel is handed over once; refusing and ignoring end it as well.
    unique (order_id)
);

alter table refund
    add column repay_by timestamptz,
    drop constraint refund_cause_check,
    add constraint refund_cause_check check (cause in
        ('CANCELLATION', 'TIMEOUT', 'ADMINISTRATION', 'GOODWILL', 'DISPUTE', 'WITHDRAWAL', 'REFUSAL'));

-- A12: what the platform found out about who is to blame. What rests on the buyer's word alone is not the seller's to see.
alter table cancellation
    add column seller_sees         text,
    add column liability_because   text,
    drop constraint cancellation_liability_check,
    add constraint cancellation_liability_check check (liability in ('BUYER', 'SELLER', 'NOBODY')),
    add constraint seller_sees_a_liability check (seller_sees in ('BUYER', 'SELLER', 'NOBODY'));
-- A seller's desk: what waits for him; when it is due stands with the order's deadlines, which pause and move.
create index cancellation_waiting on cancellation (seller_id, order_id) where status = 'PENDING';
-- A12: a seller's last months.
create index cancellation_of_seller_by_time on cancellation (seller_id, requested_at);
-- A buyer's orders, newest first, the closed ones too (A1).
create index orders_of_buyer_by_time on orders (buyer_id, placed_at desc, order_id);
create index orders_of_seller_by_time on orders (seller_id, placed_at desc, order_id);
