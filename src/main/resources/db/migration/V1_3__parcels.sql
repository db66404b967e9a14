-- What a seller declares to have shipped (A13), and what the carrier has said of it so far: the summary stands in the row,
-- so that no sweep reads the carrier's events again (F).
create table shipment (
    order_id              text        not null references orders,
    id                    uuid        not null,
    seller_id             text        not null,
    carrier               text        not null,
    tracking_number       text        not null,
    -- The decoder's verdict when it was declared, and what the number says of itself (F4, F6, F8).
    number_valid          boolean,
    number_certain        boolean     not null default false,
    number_tracked        boolean     not null default true,
    number_country        text,
    number_postal_code    text,
    shipper_id            text,
    declared_at           timestamptz not null,
    declared_by           text        not null,
    -- A13: the request that it was declared against.
    contested_request_id  uuid,
    contested_request_at  timestamptz,
    first_scan_at         timestamptz,
    first_scan_country    text,
    accepted_at           timestamptz,
    delivered_at          timestamptz,
    delivered_country     text,
    delivered_postal_code text,
    last_status           text,
    last_event_at         timestamptz,
    -- Nothing about it can be found any more: its order has ended.
    settled               boolean     not null default false,
    -- When anything happened to it that a detector may look at: incremental sweeps go by it.
    changed_at            timestamptz not null,
    version               bigint      not null,
    -- P5, P6: since when it counts as lost; a later scan takes that back.
    lost_at               timestamptz,
    -- P5, P6: since when a person has it before them, who has not answered yet.
    asked_at              timestamptz,
    -- P5, P6: somebody has said that it is still on its way: from then on its waiting times run anew.
    waits_since           timestamptz,
    -- P4: whether the parcel had another number before, so that only those are looked up that had (F3).
    corrected             boolean     not null default false,
    -- P1: what a parcel was when it was last worked out, so that each move of it is told once. Null until then.
    parcel_state          varchar(16),
    -- P2, C2, L2: when somebody who was there handed this parcel over, while the rest of the order goes on; a carrier that
    -- takes back what it told changes nothing of that. Null where nobody has said so, or the whole order was handed over.
    handed_over_at        timestamptz,
    primary key (order_id, id)
);
create index shipment_by_id on shipment (id);
-- F3: the nightly look-up of one number must not need the row.
create index shipment_by_number on shipment (tracking_number, carrier, declared_at, order_id);
create index shipment_changed on shipment (changed_at, id) where not settled;
-- What a full sweep reads, in the order of the key: the two go side by side, and what has ended costs nothing.
create index shipment_open on shipment (order_id) where not settled;
-- What came due while nothing happened: parcels without a scan are few.
create index shipment_unscanned on shipment (declared_at) where not settled and accepted_at is null;
-- F8: whether an account is somebody's own, and whether it is others', without reading the rows.
create index shipment_of_shipper on shipment (shipper_id, carrier, seller_id, order_id) include (accepted_at)
    where shipper_id is not null and accepted_at is not null;
-- F11: a seller's blocked requests.
create index shipment_contested on shipment (seller_id, declared_at) where contested_request_id is not null;

-- P4: which numbers a parcel had, and which were proposed for it while its order was frozen. A parcel whose number was never
-- put right has no row here.
create table shipment_number (
    order_id        text        not null,
    shipment_id     uuid        not null,
    -- From 1, the first that was declared.
    no              int         not null,
    carrier         text        not null,
    tracking_number text        not null,
    state           text        not null,
    named_at        timestamptz not null,
    named_by        text        not null,
    -- When it was replaced, taken back or rejected.
    ended_at        timestamptz,
    note            text,
    primary key (order_id, shipment_id, no),
    foreign key (order_id, shipment_id) references shipment,
    constraint no_positive check (no > 0),
    constraint state_is_a_word check (state ~ '^[A-Z][A-Z0-9_]*$')
);
-- F3 and carriers' reports look for a number.
create index shipment_number_by_number on shipment_number (tracking_number, carrier, order_id);
create unique index one_number_proposed on shipment_number (order_id, shipment_id) where state = 'PROPOSED';
create unique index one_number_in_force on shipment_number (order_id, shipment_id) where state = 'IN_FORCE';

-- P1: which units are in the parcel.
create table shipment_line (
    order_id    text not null,
    shipment_id uuid not null,
    line        int  not null,
    quantity    int  not null,
    -- P1: units that were in the parcel and have left the order since.
    gone        int  not null default 0,
    primary key (order_id, shipment_id, line),
    foreign key (order_id, shipment_id) references shipment,
    foreign key (order_id, line) references order_line,
    constraint quantity_positive check (quantity > 0),
    constraint no_more_gone_than_sent check (gone between 0 and quantity)
);

-- L2, C2, C4, E1: how the goods were handed over, or why not.
create table hand_over (
    order_id    text        not null references orders,
    id          uuid        not null,
    outcome     text        not null,
    at          timestamptz not null,
    recorded_by text        not null,
    reason      text,
    in_writing  boolean     not null default false,
    -- C4: what the inspection before paying found.
    finding     text,
    signatures  text,
    primary key (order_id, id),
    constraint outcome_is_a_word check (outcome ~ '^[A-Z][A-Z0-9_]*$'),
    constraint finding_is_a_word check (finding ~ '^[A-Z][A-Z0-9_]*$')
);

-- What carriers report. Belongs to a parcel, not to an order: it may come before any order names the number. One event
-- counts once, however late it is sent again, so its key must hold over all time: a table cut by time could not promise
-- that, and old rows are deleted in batches instead.
create table carrier_event (
    carrier         text        not null,
    tracking_number text        not null,
    event_id        text        not null,
    status          text        not null,
    occurred_at     timestamptz not null,
    received_at     timestamptz not null,
    country         text,
    postal_code     text,
    city            text,
    description     text,
    primary key (carrier, tracking_number, event_id),
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$')
);
create index carrier_event_received on carrier_event using brin (received_at);

-- Events that their carrier has taken back. They stay on record where they are; here stands that they do not count. The word
-- may come before the event, so it has a table of its own.
create table voided_event (
    carrier         text        not null,
    tracking_number text        not null,
    event_id        text        not null,
    voided_at       timestamptz not null,
    primary key (carrier, tracking_number, event_id)
);
create index voided_event_received on voided_event using brin (voided_at);

-- Carrier events are stored for themselves, and every order that names their parcel is told in a transaction of its own.
-- Until all of them are, this says so: whoever was killed in between has a successor. A row lives as long as that takes.
create table unapplied_event (
    id               uuid        not null primary key,
    carriers         text[]      not null,
    tracking_numbers text[]      not null,
    claimed_until    timestamptz not null,
    constraint numbers_in_pairs check (cardinality(carriers) = cardinality(tracking_numbers) and cardinality(carriers) > 0)
);
create index unapplied_event_claimed on unapplied_event (claimed_until);

-- Deliveries of aggregators that were taken, as long as one of them could be played again: what is older is refused for its
-- time stamp, and the job forgets it.
create table webhook_delivery (
    provider    text        not null,
    delivery_id text        not null,
    taken_at    timestamptz not null,
    primary key (provider, delivery_id)
);
create index webhook_delivery_age on webhook_delivery (taken_at);

-- A19: one parcel takes back the goods of one buyer to one seller. The key belongs to no order, so two disputes that name
-- the same parcel at once meet here.
create table return_parcel (
    carrier         text        not null,
    tracking_number text        not null,
    seller_id       text        not null,
    buyer_id        text        not null,
    told_at         timestamptz not null,
    primary key (carrier, tracking_number)
);
