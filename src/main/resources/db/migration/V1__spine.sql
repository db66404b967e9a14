-- Conventions, so that the same schema runs on one PostgreSQL and on a distributed one:
-- a table that belongs to an order has order_id first in its key; ids are UUIDv7 made by the service; no sequence on a
-- hot path; no foreign key crosses two orders; amounts are in minor units of the order's currency; no triggers. JSON is
-- kept as text: its bytes are part of the record, and jsonb would reorder them.

create table orders (
    order_id            text        not null primary key check (length(order_id) between 1 and 64),
    market              text        not null,
    policy_version      int         not null check (policy_version > 0),
    buyer_id            text        not null,
    seller_id           text        not null,
    currency            text        not null check (length(currency) = 3),
    status              text        not null check (status in ('PLACED', 'PAYMENT_VERIFYING', 'PROCESSING', 'SHIPPED',
                                        'IN_TRANSIT', 'DELIVERED', 'COMPLETED', 'CLOSED_UNPAID', 'CANCELLED', 'RETURNED')),
    cancelled_by        text        check (cancelled_by in ('BUYER_UNPAID', 'AGREEMENT', 'TIMEOUT', 'ADMINISTRATION')),
    frozen              boolean     not null default false,
    frozen_at           timestamptz,
    request_state       text        check (request_state in ('PENDING', 'CONTESTED')),
    placed_at           timestamptz not null,
    verified_at         timestamptz,
    declared_at         timestamptz,
    accepted_at         timestamptz,
    delivered_at        timestamptz,
    closed_at           timestamptz,
    processing_seconds  bigint      not null check (processing_seconds > 0),
    shipping_fee        bigint      not null check (shipping_fee >= 0),
    goods_total         bigint      not null check (goods_total >= 0),
    cancelled_total     bigint      not null default 0 check (cancelled_total >= 0),
    paid                bigint      not null default 0 check (paid >= 0),
    refunded            bigint      not null default 0,
    ship_from_country   text,
    ship_to_country     text        not null,
    ship_to_postal_code text        not null,
    ship_to_city        text,
    origin_hash         text        not null,
    changed_at          timestamptz not null,
    changed_by          text        not null,
    version             bigint      not null,
    -- A20: whatever is clicked twice, at once, or retried.
    constraint refunds_within_payments check (refunded between 0 and paid),
    constraint cancelled_says_by check ((status = 'CANCELLED') = (cancelled_by is not null)),
    constraint frozen_says_since check (frozen = (frozen_at is not null)),
    constraint no_open_request_at_the_end check (request_state is null
        or status in ('PROCESSING', 'SHIPPED', 'IN_TRANSIT'))
);
create index orders_of_buyer on orders (buyer_id, order_id);
create index orders_of_seller on orders (seller_id, order_id);
create index orders_by_status on orders (status, order_id);
create index orders_frozen on orders (order_id) where frozen;

create table order_line (
    order_id   text   not null references orders,
    line       int    not null check (line > 0),
    sku        text   not null,
    title      text,
    quantity   int    not null check (quantity > 0),
    unit_price bigint not null check (unit_price >= 0),
    cancelled  int    not null default 0 check (cancelled >= 0),
    shipped    int    not null default 0 check (shipped >= 0),
    version    bigint not null,
    primary key (order_id, line),
    -- What was cancelled cannot be shipped, what was shipped cannot be cancelled. A declared unit that the
    -- administration cancels is taken back from "shipped" first.
    constraint units_exist check (cancelled + shipped <= quantity)
);

create table payment (
    order_id           text        not null references orders,
    payment_id         text        not null check (length(payment_id) between 1 and 64),
    method             text        not null check (method in ('card', 'wallet', 'bank_transfer', 'cash_on_delivery')),
    amount             bigint      not null check (amount > 0),
    state              text        not null check (state in ('VERIFYING', 'CAPTURED')),
    provider           text        not null,
    provider_reference text        not null,
    registered_at      timestamptz not null,
    captured_at        timestamptz,
    refunded           bigint      not null default 0,
    version            bigint      not null,
    primary key (order_id, payment_id),
    -- A20: back to the instrument that paid, at most what it gave.
    constraint refunded_within_captured check (refunded between 0 and case state when 'CAPTURED' then amount else 0 end),
    constraint captured_says_when check ((state = 'CAPTURED') = (captured_at is not null))
);

create table refund (
    order_id      text        not null,
    id            uuid        not null,
    payment_id    text        not null,
    amount        bigint      not null check (amount > 0),
    cause         text        not null check (cause in ('CANCELLATION', 'TIMEOUT', 'ADMINISTRATION', 'GOODWILL')),
    status        text        not null check (status in ('REQUESTED', 'SUBMITTED', 'SENT', 'ARRIVED', 'FAILED', 'ESCALATED')),
    note          text,
    requested_at  timestamptz not null,
    submitted_at  timestamptz,
    sent_at       timestamptz,
    expected_from timestamptz,
    expected_to   timestamptz,
    arrived_at    timestamptz,
    reference     text,
    attempts      int         not null default 0,
    version       bigint      not null,
    primary key (order_id, id),
    foreign key (order_id, payment_id) references payment
);
create index refund_by_id on refund (id);
create index refund_by_status on refund (status, id);

create table ledger_entry (
    order_id   text        not null references orders,
    id         uuid        not null,
    kind       text        not null check (kind in ('CAPTURE', 'REFUND')),
    amount     bigint      not null,
    payment_id text        not null,
    refund_id  uuid,
    at         timestamptz not null,
    primary key (order_id, id),
    constraint signs check (case kind when 'CAPTURE' then amount > 0 else amount < 0 end)
);

create table cancellation (
    order_id             text        not null references orders,
    id                   uuid        not null,
    status               text        not null check (status in ('PENDING', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'CONTESTED',
                                         'TOO_LATE', 'UPHELD', 'EXPIRED_APPROVED')),
    seller_id            text        not null,
    buyer_id             text        not null,
    reason               text        not null,
    comment              text,
    true_reason          text,
    seller_asked         boolean     not null default false,
    whole                boolean     not null,
    amount               bigint      not null check (amount >= 0),
    liability            text        not null check (liability in ('BUYER', 'SELLER', 'NOBODY')),
    requested_at         timestamptz not null,
    requested_by         text        not null,
    on_behalf_of         text,
    answered_at          timestamptz,
    answered_by          text,
    explanation          text,
    version              bigint      not null,
    primary key (order_id, id)
);
create index cancellation_by_id on cancellation (id);
create index cancellation_of_seller on cancellation (seller_id, status, id);
create index cancellation_by_status on cancellation (status, id);
create unique index one_open_request on cancellation (order_id) where status in ('PENDING', 'CONTESTED');

create table cancellation_line (
    order_id        text not null,
    cancellation_id uuid not null,
    line            int  not null,
    quantity        int  not null check (quantity > 0),
    primary key (order_id, cancellation_id, line),
    foreign key (order_id, cancellation_id) references cancellation,
    foreign key (order_id, line) references order_line
);

create table shipment (
    order_id              text        not null references orders,
    id                    uuid        not null,
    seller_id             text        not null,
    carrier               text        not null,
    tracking_number       text        not null,
    declared_at           timestamptz not null,
    declared_by           text        not null,
    contested_request_id  uuid,
    contested_request_at  timestamptz,
    first_scan_at         timestamptz,
    accepted_at           timestamptz,
    delivered_at          timestamptz,
    delivered_country     text,
    delivered_postal_code text,
    last_status           text,
    last_event_at         timestamptz,
    settled               boolean     not null default false,
    version               bigint      not null,
    primary key (order_id, id)
);
create index shipment_by_id on shipment (id);
create index shipment_by_number on shipment (tracking_number, carrier, declared_at);
-- What a sweep reads: declared, and the carrier has not settled it yet.
create index shipment_unsettled on shipment (declared_at, id) where not settled;

create table shipment_line (
    order_id    text not null,
    shipment_id uuid not null,
    line        int  not null,
    quantity    int  not null check (quantity > 0),
    primary key (order_id, shipment_id, line),
    foreign key (order_id, shipment_id) references shipment,
    foreign key (order_id, line) references order_line
);

-- Belongs to a parcel, not to an order: it may come before any order names the number.
create table carrier_event (
    carrier         text        not null,
    tracking_number text        not null,
    event_id        text        not null,
    status          text        not null check (status in ('LABEL_CREATED', 'ACCEPTED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY',
                                    'DELIVERED', 'EXCEPTION', 'RETURNED')),
    occurred_at     timestamptz not null,
    received_at     timestamptz not null,
    country         text,
    postal_code     text,
    city            text,
    description     text,
    primary key (carrier, tracking_number, event_id)
);

create table deadline (
    order_id      text        not null references orders,
    id            uuid        not null,
    kind          text        not null,
    subject       text        not null,
    due_at        timestamptz not null,
    paused_at     timestamptz,
    claimed_until timestamptz,
    attempts      int         not null default 0,
    last_failure  text,
    primary key (order_id, id),
    unique (order_id, kind, subject)
);
-- The one look-up of an idle tick.
create index deadline_due on deadline (due_at) where paused_at is null;

create table outbox_event (
    id        uuid        not null primary key,
    position  bigint      unique,
    type      text        not null,
    order_id  text,
    subject   text        not null,
    time      timestamptz not null,
    data      text        not null
);
create index outbox_unnumbered on outbox_event (id) where position is null;

-- One row: the last position given out. Locked by whoever numbers, so positions have no gaps and no doubles.
create table outbox_position (
    only_row boolean not null primary key default true check (only_row),
    last     bigint  not null
);
insert into outbox_position (last) values (0);

create table audit_entry (
    id           uuid        not null primary key,
    subject      text        not null,
    object       text        not null,
    action       text        not null,
    at           timestamptz not null,
    actor        text        not null,
    role         text        not null,
    on_behalf_of text,
    version      bigint,
    details      text        not null
);
create index audit_of_subject on audit_entry (subject, id);
create index audit_of_object on audit_entry (object, id);

create table idempotency_key (
    caller       text        not null,
    key          text        not null,
    request_hash text        not null,
    status       int         not null,
    location     text,
    etag         text,
    body         text        not null,
    content_type text        not null,
    created_at   timestamptz not null,
    primary key (caller, key)
);
create index idempotency_key_age on idempotency_key (created_at);

create table seller_entry (
    seller_id   text        not null,
    id          uuid        not null,
    kind        text        not null check (kind in ('FINE', 'WARNING', 'SELLING_LIMIT', 'SUSPENSION')),
    order_id    text        not null,
    cause       text        not null,
    rule        text        not null,
    amount      bigint      not null check (amount >= 0),
    currency    text        not null,
    points      int         not null check (points >= 0),
    statement   text        not null,
    decided_by  text        not null,
    at          timestamptz not null,
    primary key (seller_id, id),
    -- One cause counts once, however often it is told.
    unique (seller_id, order_id, cause)
);

create table review_case (
    order_id     text        not null references orders,
    id           uuid        not null,
    seller_id    text        not null,
    status       text        not null check (status in ('OPEN', 'CLAIMED', 'AWAITING_EVIDENCE', 'AWAITING_APPROVAL',
                                 'DECIDED', 'APPEALED', 'CLOSED')),
    score        int         not null check (score >= 0),
    amount       bigint      not null check (amount >= 0),
    currency     text        not null,
    reason       text        not null,
    opened_at    timestamptz not null,
    due_at       timestamptz not null,
    assignee     text,
    claim_token  uuid,
    claim_until  timestamptz,
    verdict      text        check (verdict in ('RELEASE', 'CANCEL_AND_REFUND')),
    statement    text,
    decided_by   text,
    closed_at    timestamptz,
    closing_note text,
    version      bigint      not null,
    primary key (order_id, id),
    constraint verdict_has_author check ((verdict is null) = (decided_by is null))
);
create index case_by_id on review_case (id);
create index case_by_status on review_case (status, score desc, id);
create index case_of_seller on review_case (seller_id, id);
create unique index one_open_case on review_case (order_id) where status not in ('DECIDED', 'CLOSED');

create table case_note (
    order_id text        not null,
    case_id  uuid        not null,
    id       uuid        not null,
    author   text        not null,
    text     text        not null,
    at       timestamptz not null,
    primary key (order_id, case_id, id),
    foreign key (order_id, case_id) references review_case
);

create table finding (
    order_id         text        not null references orders,
    id               uuid        not null,
    shipment_id      uuid        not null,
    code             text        not null,
    detector_version int         not null,
    weight           int         not null check (weight between 0 and 100),
    words            text        not null,
    facts            text        not null,
    found_at         timestamptz not null,
    found_by         text        not null,
    cleared_at       timestamptz,
    cleared_because  text,
    primary key (order_id, id)
);
create unique index one_standing_finding on finding (order_id, shipment_id, code) where cleared_at is null;

create table sweep (
    id                 uuid        not null primary key,
    status             text        not null check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
    dry_run            boolean     not null,
    as_of              timestamptz,
    requested_by       text        not null,
    requested_at       timestamptz not null,
    started_at         timestamptz,
    finished_at        timestamptz,
    cursor_declared_at timestamptz,
    cursor_id          uuid,
    examined           bigint      not null default 0,
    found              bigint      not null default 0,
    frozen             bigint      not null default 0,
    cleared            bigint      not null default 0,
    lease_until        timestamptz,
    fencing_token      bigint      not null default 0,
    failure            text
);
create index sweep_unfinished on sweep (requested_at) where status in ('QUEUED', 'RUNNING');
create index sweep_finished on sweep (finished_at) where status = 'DONE';
