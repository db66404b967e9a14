-- The ledger: each row moves an amount from one account of an order to another, so that whatever is in it balances.
create table ledger_transfer (
    order_id     text        not null references orders,
    id           uuid        not null,
    cause        text        not null,
    -- What it is booked for: payments/..., refunds/..., chargebacks/..., charges/..., entries/..., orders/...
    subject      text        not null,
    from_account text        not null,
    to_account   text        not null,
    amount       bigint      not null,
    currency     text        not null,
    rule         text        not null,
    payment_id   text,
    refund_id    uuid,
    -- Of whose account it is an entry; of transfers that do not touch the seller's, null.
    seller_id    text,
    at           timestamptz not null,
    primary key (order_id, id),
    constraint booked_once unique (order_id, subject, cause, from_account, to_account),
    constraint amount_positive check (amount > 0),
    constraint from_one_to_another check (from_account <> to_account),
    constraint cause_is_a_word check (cause ~ '^[A-Z][A-Z0-9_]*$'),
    constraint from_is_a_word check (from_account ~ '^[A-Z][A-Z0-9_]*$'),
    constraint to_is_a_word check (to_account ~ '^[A-Z][A-Z0-9_]*$'),
    constraint seller_when_theirs check ((seller_id is not null)
        = (from_account in ('SELLER', 'CLAIM_ON_SELLER') or to_account in ('SELLER', 'CLAIM_ON_SELLER')))
);
-- A seller's account is read by this index alone.
create index ledger_transfer_of_seller on ledger_transfer (seller_id, id)
    include (currency, cause, from_account, to_account, amount) where seller_id is not null;
create trigger ledger_is_only_added_to before update or delete or truncate on ledger_transfer
    for each statement execute function ledger_is_only_added_to();
