-- What the marketplace's own systems have paid out to a seller.
create table payout (
    id          text        primary key,
    entry_id    uuid        not null,
    seller_id   text        not null,
    currency    text        not null,
    -- The seller's payouts in this currency are counted, so that of two at once one is first.
    number      bigint      not null,
    amount      bigint      not null,
    paid_before bigint      not null,
    -- What was due before it: released, less what the seller owes and less what was paid out.
    due         bigint      not null,
    reference   text        not null,
    paid_by     text        not null,
    at          timestamptz not null,
    constraint one_after_the_other unique (seller_id, currency, number),
    constraint amount_positive check (amount > 0),
    constraint never_more_than_due check (amount <= due),
    constraint number_counts check (number > 0 and paid_before >= 0)
);
create index payout_of_seller on payout (seller_id, entry_id);
