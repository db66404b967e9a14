-- A15, A19: disputes. The order's own column says whether one is open; this table says which.
create table dispute (
    order_id               text        not null references orders,
    id                     uuid        not null,
    kind                   text        not null check (kind in ('NO_TRACKING_INFO', 'RETURN_GOODS_AND_MONEY', 'REFUND_ONLY')),
    status                 text        not null check (status in ('OPEN', 'AWAITING_RETURN', 'RETURNING', 'ESCALATED',
                                           'SETTLED', 'DISMISSED', 'UPHELD', 'RESOLVED', 'WITHDRAWN', 'LAPSED')),
    seller_id              text        not null,
    buyer_id               text        not null,
    text                   text        not null,
    not_as_described       boolean     not null,
    wanted                 bigint      not null check (wanted > 0),
    offer                  bigint      not null check (offer > 0),
    offer_by               text        not null check (offer_by in ('BUYER', 'SELLER')),
    spoke_last             text        not null check (spoke_last in ('BUYER', 'SELLER')),
    opened_at              timestamptz not null,
    opened_by              text        not null,
    on_behalf_of           text,
    agreed_at              timestamptz,
    escrow_left_seconds    bigint      check (escrow_left_seconds >= 0),
    return_paid_by         text        check (return_paid_by in ('BUYER', 'SELLER')),
    return_carrier         text,
    return_tracking_number text,
    return_sent_at         timestamptz,
    return_accepted_at     timestamptz,
    return_delivered_at    timestamptz,
    return_cost            bigint      check (return_cost > 0),
    ended_at               timestamptz,
    ended_by               text,
    explanation            text,
    refunded               bigint      check (refunded >= 0),
    version                bigint      not null,
    primary key (order_id, id),
    constraint ended_says_when check
        ((status in ('OPEN', 'AWAITING_RETURN', 'RETURNING', 'ESCALATED')) = (ended_at is null)),
    constraint return_has_a_number check
        ((return_sent_at is null) = (return_tracking_number is null) and (return_sent_at is null) = (return_carrier is null))
);
create unique index one_open_dispute on dispute (order_id) where ended_at is null;
create index dispute_by_id on dispute (id);
create index dispute_of_seller on dispute (seller_id, id);
create index dispute_of_buyer on dispute (buyer_id, id);
create index dispute_by_status on dispute (status, id);
-- Whose return parcel a carrier's event is about.
create index dispute_by_return_parcel on dispute (return_tracking_number, return_carrier)
    where ended_at is null and return_tracking_number is not null;

-- A19: who offered what, and who said no.
create table dispute_offer (
    order_id    text        not null,
    dispute_id  uuid        not null,
    id          uuid        not null,
    made_by     text        not null,
    side        text        not null check (side in ('BUYER', 'SELLER')),
    amount      bigint      check (amount > 0),
    explanation text,
    at          timestamptz not null,
    primary key (order_id, dispute_id, id),
    foreign key (order_id, dispute_id) references dispute
);

-- A16: what the seller was asked for, and what became of it.
create table evidence_demand (
    order_id    text        not null,
    id          uuid        not null,
    shipment_id uuid        not null,
    dispute_id  uuid,
    demanded_by text        not null,
    demanded_at timestamptz not null,
    outcome     text        check (outcome in ('GIVEN', 'MISSING', 'NEEDLESS')),
    ended_at    timestamptz,
    primary key (order_id, id),
    foreign key (order_id, shipment_id) references shipment,
    constraint outcome_says_when check ((outcome is null) = (ended_at is null))
);
create unique index one_open_demand on evidence_demand (order_id, shipment_id) where outcome is null;

-- A16: documents, as they were given.
create table evidence (
    order_id    text        not null,
    id          uuid        not null,
    shipment_id uuid        not null,
    seller_id   text        not null,
    media_type  text        not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
    size        bigint      not null check (size between 1 and 10485760),
    sha256      text        not null check (length(sha256) = 64),
    content     bytea       not null,
    given_at    timestamptz not null,
    given_by    text        not null,
    primary key (order_id, id),
    foreign key (order_id, shipment_id) references shipment,
    constraint size_is_of_content check (size = length(content))
);
create index evidence_by_id on evidence (id);
create index evidence_of_shipment on evidence (order_id, shipment_id);
-- Photographs and scans are compressed already.
alter table evidence alter column content set storage external;

-- A19: the dispute that a case is about; beside it, it may be about suspected fraud.
alter table review_case add column dispute_id uuid;
