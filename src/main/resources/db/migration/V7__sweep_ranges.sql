-- A sweep is cut into ranges of orders, which any number of replicas share; docs/adr/0016.
alter table sweep
    add column mode         text not null default 'FULL' check (mode in ('INCREMENTAL', 'FULL')),
    -- An incremental sweep looks at what has changed or come due since then.
    add column since        timestamptz,
    add column ranges_total int  not null default 0,
    add column ranges_done  int  not null default 0,
    -- Cutting that failed, not ranges.
    add column attempts     int  not null default 0,
    drop column cursor_declared_at,
    drop column cursor_id,
    drop column lease_until,
    drop column fencing_token;
-- An unfinished one of the way it was before begins anew: what it has found is known, and is not found twice.
update sweep set status = 'QUEUED', started_at = null, examined = 0 where status = 'RUNNING';
drop index sweep_finished;
create index sweep_finished on sweep (finished_at) where status = 'DONE' and not dry_run;

create table sweep_range (
    sweep_id      uuid   not null references sweep,
    no            int    not null,
    -- From this order on, before that one; null after the last. An incremental range has its orders by name instead.
    first_order   text,
    end_order     text,
    orders        text[],
    status        text   not null default 'WAITING' check (status in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    lease_until   timestamptz,
    -- Counts the leases; whatever is written for the range names the lease under which it is.
    fencing_token bigint not null default 0,
    -- Those of its leases that ended in a failure.
    attempts      int    not null default 0,
    examined      bigint not null default 0,
    found         bigint not null default 0,
    frozen        bigint not null default 0,
    cleared       bigint not null default 0,
    started_at    timestamptz,
    finished_at   timestamptz,
    failure       text,
    primary key (sweep_id, no),
    constraint has_orders check ((first_order is null) <> (orders is null))
);
create index sweep_range_unfinished on sweep_range (sweep_id, no) where status in ('WAITING', 'RUNNING');

-- Orders with somebody else's number or account (F3, F8), found for a full sweep when it is cut, in one pass along each
-- index; a look-up for every shipment would cost more than everything else together. Gone when the sweep has ended.
create table sweep_shared (
    sweep_id uuid not null references sweep,
    order_id text not null,
    primary key (sweep_id, order_id)
);

-- What a full sweep reads, in the order of the key: the two go side by side, and what has ended costs nothing.
drop index shipment_unsettled;
create index shipment_open on shipment (order_id) where not settled;
create index orders_open on orders (order_id) where closed_at is null;
-- What came due while nothing happened: parcels without a scan are few.
create index shipment_unscanned on shipment (declared_at) where not settled and accepted_at is null;
-- F8: whether an account is somebody's own, and whether it is others', without reading the rows.
drop index shipment_of_shipper;
create index shipment_of_shipper on shipment (shipper_id, carrier, seller_id, order_id) include (accepted_at)
    where shipper_id is not null and accepted_at is not null;
-- F10, F12: what was given or said lately.
create index evidence_given on evidence (given_at);
create index cancellation_pressed on cancellation (order_id) where seller_asked or true_reason <> reason;

-- One row, locked by whoever counts: when profiles of sellers and markets and days of carriers were counted last.
create table profiles_counted (
    only_row boolean     not null primary key default true check (only_row),
    at       timestamptz not null
);
insert into profiles_counted (at) values ('epoch');
