-- What payment providers tell by themselves, what the sandbox has, and how our books are compared with theirs;
-- docs/adr/0026.

-- A20a, A22: what payment providers told by themselves, each thing once by the provider's own id, however often it is sent.
-- It comes before anybody knows of which order it is, as events of carriers do, so it is kept by its provider.
create table provider_news (
    provider           text        not null,
    news_id            text        not null,
    -- Null while nobody knows: the payment was not told of yet, or is none of ours.
    order_id           text,
    happened_at        timestamptz not null,
    received_at        timestamptz not null,
    -- The provider's names for the payment, with spaces in between.
    payment_references text        not null,
    -- The provider's name for the refund, or for the dispute.
    reference          text        not null,
    refund_id          uuid,
    refund_round       int         not null,
    said               text        not null,
    sent_at            timestamptz,
    arrived_at         timestamptz,
    bank_reference     text,
    words              text,
    -- Of a dispute: how far it is, and what it is about.
    stage              text,
    amount             bigint,
    currency           text,
    primary key (provider, news_id),
    constraint said_is_a_word check (said ~ '^[A-Z][A-Z0-9_]*$'),
    constraint stage_is_a_word check (stage ~ '^[A-Z][A-Z0-9_]*$'),
    constraint a_dispute_says_how_far check (
        (said = 'DISPUTED') = (stage is not null and amount is not null and currency is not null))
);
-- A payment that is registered looks for what its provider has told of it before.
create index provider_news_of_payment on provider_news
    using gin (string_to_array(payment_references, ' ')) where order_id is null;
create index provider_news_of_refund on provider_news (refund_id) where refund_id is not null;
create index provider_news_by_reference on provider_news (reference);
create index provider_news_unmatched on provider_news (received_at) where order_id is null;
create index provider_news_age on provider_news using brin (received_at);

-- What the sandbox was handed: it stands for somebody else's books, so it knows no orders. One row for each key, made once
-- at most, however often it was called.
create table sandbox_refund (
    key               text        not null primary key,
    payment_reference text        not null,
    amount            bigint      not null,
    currency          text        not null,
    calls             int         not null,
    called_at         timestamptz not null,
    -- Null where it was told to do nothing.
    made_at           timestamptz,
    -- When it is to tell that the money came back.
    tell_at           timestamptz
);
create index sandbox_refund_to_tell on sandbox_refund (tell_at) where tell_at is not null;
create index sandbox_refund_age on sandbox_refund using brin (called_at);

-- Comparisons of our refunds and captures with a payment provider's, as they were asked for.
create table reconciliation (
    id            uuid        not null primary key,
    provider      text        not null,
    period_from   timestamptz not null,
    period_to     timestamptz not null,
    -- Whether the provider's side came as a report.
    reported      boolean     not null,
    status        text        not null,
    requested_by  text        not null,
    requested_at  timestamptz not null,
    -- Behind what the provider is asked next.
    after         text,
    collected     boolean     not null,
    attempts      int         not null,
    claimed_until timestamptz,
    failure       text,
    finished_at   timestamptz,
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint period_has_a_length check (period_from < period_to)
);
create unique index reconciliation_of_a_night on reconciliation (provider, period_from, period_to)
    where requested_by = 'schedule';
create index reconciliation_waiting on reconciliation (requested_at, id) where status in ('QUEUED', 'RUNNING');

-- What was compared: the provider's side, put beside ours. A thing that both have and agree about has no difference.
create table reconciliation_item (
    reconciliation_id  uuid        not null,
    thing              text        not null,
    -- The provider's name for it.
    reference          text        not null,
    refund_id          uuid,
    payment_references text        not null,
    amount             bigint,
    currency           text,
    state              text,
    order_id           text,
    our_id             text,
    our_amount         bigint,
    our_currency       text,
    our_state          text,
    at                 timestamptz not null,
    difference         text,
    primary key (reconciliation_id, thing, reference),
    constraint thing_is_a_word check (thing ~ '^[A-Z][A-Z0-9_]*$'),
    constraint difference_is_a_word check (difference ~ '^[A-Z][A-Z0-9_]*$')
);
create index reconciliation_item_ours on reconciliation_item (reconciliation_id, our_id);
create index reconciliation_item_differs on reconciliation_item (reconciliation_id, reference) where difference is not null;
