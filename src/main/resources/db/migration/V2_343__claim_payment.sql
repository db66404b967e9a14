-- C3, A24: what was paid of a claim beside payment providers, under an id of the marketplace's own.
create table claim_payment (
    order_id  text        not null references orders,
    id        text        not null,
    entry_id  uuid        not null,
    debtor    text        not null,
    means     text        not null,
    seller_id text        not null,
    currency  text        not null,
    amount    bigint      not null,
    -- What of the order's claims on the debtor was open before it.
    owed      bigint      not null,
    reference text        not null,
    paid_by   text        not null,
    at        timestamptz not null,
    primary key (order_id, id),
    constraint amount_positive check (amount > 0),
    constraint never_more_than_claimed check (amount <= owed),
    constraint sellers_alone_are_netted check (means <> 'NETTED' or debtor = 'SELLER'),
    constraint debtor_is_a_word check (debtor ~ '^[A-Z][A-Z0-9_]*$'),
    constraint means_is_a_word check (means ~ '^[A-Z][A-Z0-9_]*$')
);
create index claim_payment_netted on claim_payment (seller_id, entry_id) where means = 'NETTED';
create trigger seller_balance_added after insert on claim_payment
    referencing new table as added for each statement execute function seller_balance_added();
create trigger ledger_is_only_added_to before update or delete or truncate on claim_payment
    for each statement execute function ledger_is_only_added_to();
