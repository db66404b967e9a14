-- A buyer asks to cancel, a seller answers (A4 to A13).
create table cancellation (
    order_id          text        not null references orders,
    id                uuid        not null,
    status            text        not null,
    seller_id         text        not null,
    buyer_id          text        not null,
    reason            text        not null,
    comment           text,
    -- A12: what the seller does not see.
    true_reason       text,
    seller_asked      boolean     not null default false,
    whole             boolean     not null,
    amount            bigint      not null,
    -- A11, A12: who is to blame, as the platform found out and as the seller may see it. What rests on the buyer's word
    -- alone is not the seller's to see.
    liability         text        not null,
    liability_because text,
    seller_sees       text,
    requested_at      timestamptz not null,
    requested_by      text        not null,
    on_behalf_of      text,
    answered_at       timestamptz,
    answered_by       text,
    explanation       text,
    version           bigint      not null,
    -- D1, D4: what the refund of a request waits for. Null: nothing.
    awaiting          text,
    -- D1: when what is awaited is looked at again, or ends.
    awaited_until     timestamptz,
    -- D1: the dispute under which the goods go back.
    return_id         uuid,
    -- A4, A13: where the parts of a request stand, each with its units; null in what was decided as it was made.
    parts             text,
    -- P2: the declared parcel that a request is about; null where it names units, or none.
    shipment_id       uuid,
    -- A14: some of it came too late because a carrier had the parcel; where the carrier takes that back, it is contested
    -- again.
    overtaken_by_scan boolean     not null default false,
    primary key (order_id, id),
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint liability_is_a_word check (liability ~ '^[A-Z][A-Z0-9_]*$'),
    constraint seller_sees_a_word check (seller_sees ~ '^[A-Z][A-Z0-9_]*$'),
    constraint amount_not_negative check (amount >= 0),
    constraint awaiting_is_a_word check (awaiting ~ '^[A-Z][A-Z0-9_]*$')
);
create unique index one_open_request on cancellation (order_id) where status in ('PENDING', 'CONTESTED');
create index cancellation_by_id on cancellation (id);
create index cancellation_by_status on cancellation (status, id);
create index cancellation_of_seller on cancellation (seller_id, status, id);
-- A seller's desk: what waits for them; when it is due stands with the order's deadlines, which pause and move.
create index cancellation_waiting on cancellation (seller_id, order_id) where status = 'PENDING';
-- A12: a seller's last months.
create index cancellation_of_seller_by_time on cancellation (seller_id, requested_at);
-- F2, F11: requests of a market's last months.
create index cancellation_by_time on cancellation (requested_at, seller_id);
-- F12: what was said about pressure.
create index cancellation_pressed on cancellation (order_id) where seller_asked or true_reason <> reason;

-- A4: the units that a request is about.
create table cancellation_line (
    order_id        text not null,
    cancellation_id uuid not null,
    line            int  not null,
    quantity        int  not null,
    -- D1: of the units asked for, those whose refund waits for the goods.
    awaited         int  not null default 0,
    -- D1: units of the line that were left beside those awaited: of alike units, the awaited ones leave first.
    beside          int  not null default 0,
    primary key (order_id, cancellation_id, line),
    foreign key (order_id, cancellation_id) references cancellation,
    foreign key (order_id, line) references order_line,
    constraint quantity_positive check (quantity > 0)
);

-- A15, A19: disputes. The order's own column says whether one is open; this table says which.
create table dispute (
    order_id               text        not null references orders,
    id                     uuid        not null,
    kind                   text        not null,
    status                 text        not null,
    seller_id              text        not null,
    buyer_id               text        not null,
    text                   text        not null,
    not_as_described       boolean     not null,
    wanted                 bigint      not null,
    offer                  bigint      not null,
    offer_by               text        not null,
    spoke_last             text        not null,
    opened_at              timestamptz not null,
    opened_by              text        not null,
    on_behalf_of           text,
    agreed_at              timestamptz,
    -- A18: what was left of the escrow's time when it was opened.
    escrow_left_seconds    bigint,
    return_paid_by         text,
    return_carrier         text,
    return_tracking_number text,
    return_sent_at         timestamptz,
    return_accepted_at     timestamptz,
    return_delivered_at    timestamptz,
    return_cost            bigint,
    ended_at               timestamptz,
    ended_by               text,
    explanation            text,
    refunded               bigint,
    version                bigint      not null,
    -- P2: the units that a dispute is about, by parcel, as JSON. Null: the order as it is.
    about                  text,
    -- D4: the shop fetches the goods of the law's return.
    fetched_by_shop        boolean     not null default false,
    primary key (order_id, id),
    constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z0-9_]*$'),
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint offer_by_is_a_word check (offer_by ~ '^[A-Z][A-Z0-9_]*$'),
    constraint spoke_last_is_a_word check (spoke_last ~ '^[A-Z][A-Z0-9_]*$'),
    constraint return_paid_by_is_a_word check (return_paid_by ~ '^[A-Z][A-Z0-9_]*$'),
    constraint wanted_positive check (wanted > 0),
    constraint offer_positive check (offer > 0),
    constraint escrow_left_not_negative check (escrow_left_seconds >= 0),
    constraint return_cost_positive check (return_cost > 0),
    constraint refunded_not_negative check (refunded >= 0),
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
    side        text        not null,
    amount      bigint,
    explanation text,
    at          timestamptz not null,
    primary key (order_id, dispute_id, id),
    foreign key (order_id, dispute_id) references dispute,
    constraint side_is_a_word check (side ~ '^[A-Z][A-Z0-9_]*$'),
    constraint amount_positive check (amount > 0)
);

-- A16, A26: what the seller was asked for, and what became of it.
create table evidence_demand (
    order_id    text        not null,
    id          uuid        not null,
    shipment_id uuid        not null,
    dispute_id  uuid,
    demanded_by text        not null,
    demanded_at timestamptz not null,
    outcome     text,
    ended_at    timestamptz,
    primary key (order_id, id),
    foreign key (order_id, shipment_id) references shipment,
    constraint outcome_is_a_word check (outcome ~ '^[A-Z][A-Z0-9_]*$'),
    constraint outcome_says_when check ((outcome is null) = (ended_at is null))
);
create unique index one_open_demand on evidence_demand (order_id, shipment_id) where outcome is null;

-- A16: documents, as they were given.
create table evidence (
    order_id    text        not null,
    id          uuid        not null,
    shipment_id uuid        not null,
    seller_id   text        not null,
    media_type  text        not null,
    size        bigint      not null,
    sha256      text        not null,
    -- Photographs and scans are compressed already.
    content     bytea       not null,
    given_at    timestamptz not null,
    given_by    text        not null,
    primary key (order_id, id),
    foreign key (order_id, shipment_id) references shipment,
    constraint media_type_is_one check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
    constraint size_limit check (size between 1 and 10485760),
    constraint size_is_of_content check (size = length(content)),
    constraint sha256_length check (length(sha256) = 64)
);
alter table evidence alter column content set storage external;
create index evidence_by_id on evidence (id);
create index evidence_of_shipment on evidence (order_id, shipment_id);
-- F10: the same document for another order, and what was given lately.
create index evidence_by_content on evidence (sha256, given_at);
create index evidence_given on evidence (given_at);
