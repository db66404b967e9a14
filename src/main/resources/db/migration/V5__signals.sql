-- Rules F. What detectors need of a shipment stands in its row, so that no sweep reads events again.
alter table shipment
    -- The decoder's verdict when it was declared, and what the number says of itself (F4, F6, F8).
    add column number_valid       boolean,
    add column number_certain     boolean not null default false,
    add column number_tracked     boolean not null default true,
    add column number_country     text,
    add column number_postal_code text,
    add column shipper_id         text,
    add column first_scan_country text,
    -- When anything happened to it that a detector may look at: incremental sweeps go by it.
    add column changed_at         timestamptz;
update shipment set changed_at = coalesce(last_event_at, declared_at);
alter table shipment alter column changed_at set not null;
-- A parcel is worth looking at until its order has ended: it may turn out to be somebody else's after its delivery.
update shipment s set settled = o.closed_at is not null
from orders o where o.order_id = s.order_id and s.carrier <> 'own' and s.settled is distinct from (o.closed_at is not null);
create index shipment_changed on shipment (changed_at, id) where not settled;
-- F8: whose account is it?
create index shipment_of_shipper on shipment (shipper_id, carrier) where shipper_id is not null;
-- The nightly look-up of one number must not need the row.
drop index shipment_by_number;
create index shipment_by_number on shipment (tracking_number, carrier, declared_at, order_id);
-- F11: a seller's blocked requests.
create index shipment_contested on shipment (seller_id, declared_at) where contested_request_id is not null;
create index cancellation_by_time on cancellation (requested_at, seller_id);

-- F10: the same document for another order.
create index evidence_by_content on evidence (sha256, given_at);

-- Findings keep all that is needed to come to them again, byte by byte.
alter table finding
    add column rule_version int     not null default 0,
    add column shadow       boolean not null default false,
    add column thresholds   text    not null default '{}',
    add column input        text    not null default '{}';
drop index one_standing_finding;
create unique index one_standing_finding on finding (order_id, shipment_id, code, shadow) where cleared_at is null;
create index finding_by_code on finding (code, found_at);

-- What was set for detectors; the highest version of a code and use is in force.
create table detector_setting (
    code       text        not null,
    version    int         not null check (version > 0),
    candidate  boolean     not null,
    -- A candidate that was taken back, or promoted.
    ended_at   timestamptz,
    mode       text        not null check (mode in ('OFF', 'SHADOW', 'ACTIVE')),
    weight     int         check (weight between 0 and 100),
    thresholds text        not null,
    note       text,
    set_at     timestamptz not null,
    set_by     text        not null,
    primary key (code, version)
);
create unique index one_candidate on detector_setting (code) where candidate and ended_at is null;

-- Totals of sellers and markets for F2, F11 and F12, recounted now and then; no transaction of an order writes them.
create table seller_profile (
    seller_id        text        not null primary key,
    counted_at       timestamptz not null,
    handling_seconds bigint,
    blocked          int         not null,
    unmoved          int         not null,
    requests         int         not null,
    reports          int         not null,
    reporters        int         not null
);
create table market_profile (
    market     text        not null primary key,
    counted_at timestamptz not null,
    blocked    int         not null,
    unmoved    int         not null,
    requests   int         not null,
    reports    int         not null
);

-- How much each carrier reported on each day, to tell a silent carrier from a parcel that was never posted (F1).
create table carrier_day (
    carrier text not null,
    day     date not null,
    scans   int  not null,
    silent  boolean not null default false,
    primary key (carrier, day)
);
-- Up to where events were counted into it; one row.
create table carrier_day_counted (
    only_row boolean     not null primary key default true check (only_row),
    up_to    timestamptz not null
);
insert into carrier_day_counted (up_to) values ('epoch');
create index carrier_event_received on carrier_event using brin (received_at);
