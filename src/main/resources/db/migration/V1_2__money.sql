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
    -- A20a: what the bank has taken back of it, as far as it was not refunded before.
    charged_back       bigint      not null default 0,
    -- A20a: one provider's reference counts once. False: it was told again under another order, and counts for nothing
    -- here.
    counted            boolean     not null default true,
    -- A20a: when it failed or was voided.
    ended_at           timestamptz,
    -- A20a: what was verified; another amount may come. Null where it was captured at once.
    verified_amount    bigint,
    primary key (order_id, payment_id),
    constraint payment_id_length check (length(payment_id) between 1 and 64),
    constraint method_is_a_word check (method ~ '^[a-z][a-z0-9_]*$'),
    constraint state_is_a_word check (state ~ '^[A-Z][A-Z0-9_]*$'),
    constraint amount_positive check (amount > 0),
    -- A20: back to the instrument that paid, at most what it gave.
    constraint refunded_within_captured check (refunded between 0 and case state when 'CAPTURED' then amount else 0 end),
    constraint captured_says_when check ((state = 'CAPTURED') = (captured_at is not null)),
    -- A20a: the same money goes back by a refund or by the bank, never by both.
    constraint returned_within_captured
        check (charged_back >= 0 and refunded + charged_back <= case state when 'CAPTURED' then amount else 0 end),
    constraint verified_amount_positive check (verified_amount > 0)
);
-- Looked up whenever a payment is told.
create index payment_by_reference on payment (provider, provider_reference);
-- A20a: whatever is told twice, at once, or under two orders.
create unique index one_reference_counts_once on payment (provider, provider_reference) where counted;

-- Money on its way back (A20 to A23, D4). Sent and arrived are two dates.
create table refund (
    order_id          text        not null,
    id                uuid        not null,
    payment_id        text        not null,
    amount            bigint      not null,
    cause             text        not null,
    status            text        not null,
    note              text,
    requested_at      timestamptz not null,
    submitted_at      timestamptz,
    sent_at           timestamptz,
    expected_from     timestamptz,
    expected_to       timestamptz,
    -- D4: the law wants it repaid by then.
    repay_by          timestamptz,
    arrived_at        timestamptz,
    reference         text,
    attempts          int         not null default 0,
    version           bigint      not null,
    -- A20: what it is for, as JSON: units of lines, shipping, goodwill.
    purposes          text,
    -- A20b: what its provider said last, for staff.
    provider_words    text,
    -- A20a: by which rule, where it is the rule's and nobody's act.
    rule              text,
    -- A20b: how often a provider has said no for good, or sent it back: the next attempt is another one for them.
    round             int         not null default 0,
    -- A20a: the chargeback that took the same money back before the refund was handed over.
    stopped_by        text,
    -- A20b: since when it is before a person.
    escalated_at      timestamptz,
    -- A22: by which the buyer's bank finds the money, once the provider says so.
    bank_reference    text,
    -- A20b: since when a refund is in its present round with its provider; null in the first, which began with the refund.
    round_since       timestamptz,
    -- A20: when the first call that hands the refund to its provider was begun, in the round that handed_over_round names;
    -- it is written before that call. Null: nobody has begun one.
    handed_over_at    timestamptz,
    -- A20: the round in which that was. In a later one nobody has begun a call yet.
    handed_over_round int,
    -- A20b: a refund whose provider cannot be called until then is put before a person.
    hand_over_by      timestamptz,
    -- A20b: since when its provider, who was asked for it, has said that they do not have it. Null: they have not said so.
    missing_since     timestamptz,
    -- A20b, P7: by when somebody should have decided what becomes of a refund that is before a person. Null: it is not.
    decide_by         timestamptz,
    -- P7: nobody had decided it when it was due.
    overdue_since     timestamptz,
    primary key (order_id, id),
    foreign key (order_id, payment_id) references payment,
    constraint amount_positive check (amount > 0),
    constraint cause_is_a_word check (cause ~ '^[A-Z][A-Z0-9_]*$'),
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$')
);
-- What a provider has is looked for among our refunds by their name for it.
create index refund_by_reference on refund (reference);
create index refund_by_id on refund (id);
create index refund_by_status on refund (status, id);

-- A20b: what people did about a refund that was put before them; nothing is changed in it.
create table refund_act (
    order_id        text        not null,
    refund_id       uuid        not null,
    id              uuid        not null,
    kind            text        not null,
    -- Paid in another way: how, and under which reference.
    how             text,
    reference       text,
    statement       text,
    decided_by      text        not null,
    at              timestamptz not null,
    -- A20b: whoever decided has looked at its provider's, who does not have it.
    not_at_provider boolean     not null default false,
    primary key (order_id, refund_id, id),
    foreign key (order_id, refund_id) references refund,
    constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z0-9_]*$')
);

-- A20a: money that the bank has taken back, or tries to, under the id that the provider or the marketplace gave it.
create table chargeback (
    order_id   text        not null,
    id         text        not null,
    payment_id text        not null,
    amount     bigint      not null,
    state      text        not null,
    reason     text,
    told_at    timestamptz not null,
    changed_at timestamptz not null,
    version    bigint      not null,
    primary key (order_id, id),
    foreign key (order_id, payment_id) references payment,
    constraint id_length check (length(id) between 1 and 64),
    constraint amount_positive check (amount > 0),
    constraint state_is_a_word check (state ~ '^[A-Z][A-Z0-9_]*$')
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
    order_id   text        not null references orders,
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
