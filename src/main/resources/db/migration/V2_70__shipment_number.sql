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
