-- What was paid, and by which instrument (A3, A20).
create table payment (
    order_id           text        not null references orders,
    payment_id         text        not null,
    method             text        not null,
    amount             bigint      not null,
    state              text        not null,
    provider           text        not null,
    provider_reference text        not null,
    registered_at      timestamptz not null,
    captured_at        timestamptz,
    refunded           bigint      not null default 0,
    version            bigint      not null,
    primary key (order_id, payment_id),
    constraint payment_id_length check (length(payment_id) between 1 and 64),
    constraint method_is_a_word check (method ~ '^[a-z][a-z0-9_]*$'),
    constraint state_is_a_word check (state ~ '^[A-Z][A-Z0-9_]*$'),
    constraint amount_positive check (amount > 0),
    -- A20: back to the instrument that paid, at most what it gave.
    constraint refunded_within_captured check (refunded between 0 and case state when 'CAPTURED' then amount else 0 end),
    constraint captured_says_when check ((state = 'CAPTURED') = (captured_at is not null))
);

-- Money on its way back (A20 to A23, D4). Sent and arrived are two dates.
create table refund (
    order_id      text        not null,
    id            uuid        not null,
    payment_id    text        not null,
    amount        bigint      not null,
    cause         text        not null,
    status        text        not null,
    note          text,
    requested_at  timestamptz not null,
    submitted_at  timestamptz,
    sent_at       timestamptz,
    expected_from timestamptz,
    expected_to   timestamptz,
    -- D4: the law wants it repaid by then.
    repay_by      timestamptz,
    arrived_at    timestamptz,
    reference     text,
    attempts      int         not null default 0,
    version       bigint      not null,
    primary key (order_id, id),
    foreign key (order_id, payment_id) references payment,
    constraint amount_positive check (amount > 0),
    constraint cause_is_a_word check (cause ~ '^[A-Z][A-Z0-9_]*$'),
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$')
);
create index refund_by_id on refund (id);
create index refund_by_status on refund (status, id);

-- A23: the order's account, one entry for each movement of money; nothing is changed in it.
create table ledger_entry (
    order_id   text        not null references orders,
    id         uuid        not null,
    kind       text        not null,
    amount     bigint      not null,
    payment_id text        not null,
    refund_id  uuid,
    at         timestamptz not null,
    primary key (order_id, id),
    constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z0-9_]*$'),
    constraint signs check (case kind when 'CAPTURE' then amount > 0 else amount < 0 end)
);

-- What somebody owes for an order beside its price (C3, E2, A19, D4). Booked once for each cause.
create table charge (
    order_id  text        not null references orders,
    id        uuid        not null,
    kind      text        not null,
    debtor    text        not null,
    deducted  boolean     not null,
    amount    bigint      not null,
    rule      text        not null,
    statement text        not null,
    cause     text        not null,
    at        timestamptz not null,
    primary key (order_id, id),
    constraint one_charge_for_a_cause unique (order_id, cause),
    constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z0-9_]*$'),
    constraint debtor_is_a_word check (debtor ~ '^[A-Z][A-Z0-9_]*$'),
    constraint amount_positive check (amount > 0)
);

-- A24, A27: a seller's account and record.
create table seller_entry (
    seller_id  text        not null,
    id         uuid        not null,
    kind       text        not null,
    order_id   text        not null,
    cause      text        not null,
    rule       text        not null,
    amount     bigint      not null,
    currency   text        not null,
    points     int         not null,
    statement  text        not null,
    decided_by text        not null,
    at         timestamptz not null,
    primary key (seller_id, id),
    -- One cause counts once, however often it is told.
    constraint one_entry_for_a_cause unique (seller_id, order_id, cause),
    constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z0-9_]*$'),
    constraint amount_not_negative check (amount >= 0),
    constraint points_not_negative check (points >= 0)
);
