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
create index provider_news_of_refund on provider_news (refund_id) where refund_id is not null;
create index provider_news_by_reference on provider_news (reference);
create index provider_news_unmatched on provider_news (received_at) where order_id is null;
create index provider_news_age on provider_news using brin (received_at);
