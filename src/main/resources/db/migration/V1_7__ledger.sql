-- The ledger (A18, A20 to A25): who moved what between which accounts, what they stand at, and what sellers are paid of it;
-- docs/adr/0025.

-- No constraint can say that a row stays as it is.
create function ledger_is_only_added_to() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is only added to' using errcode = 'restrict_violation';
end
$$;

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

-- What each account of an order stands at, written with the transfers that make it so; a row is made with the first of them.
create table ledger_balance (
    order_id        text   primary key references orders,
    currency        text   not null,
    provider        bigint not null default 0,
    buyer           bigint not null default 0,
    escrow          bigint not null default 0,
    seller          bigint not null default 0,
    platform        bigint not null default 0,
    carrier_costs   bigint not null default 0,
    claim_on_buyer  bigint not null default 0,
    claim_on_seller bigint not null default 0,
    outstanding     bigint not null default 0,
    chargeback      bigint not null default 0,
    suspense        bigint not null default 0,
    settled         bigint not null default 0,
    paid_out        bigint not null default 0,
    captured        bigint not null default 0,
    refunded        bigint not null default 0,
    charged_back    bigint not null default 0,
    -- C3, A24: below zero, what came in for claims beside payment providers.
    received        bigint not null default 0,
    -- A20, A20a: no more goes back than came in, be it decided, sent, or taken by a bank.
    constraint refunded_within_captured
        check (refunded >= 0 and charged_back >= 0 and refunded + charged_back <= captured),
    constraint no_more_sent_than_came check (provider <= 0),
    constraint no_more_sent_than_owed check (buyer >= 0),
    -- A18: what was given back, kept or taken by a bank is not the seller's, and what is theirs is not given back.
    constraint escrow_holds_what_is_there check (escrow >= 0),
    constraint seller_gets_what_was_released check (seller >= 0),
    constraint carrier_costs_are_costs check (carrier_costs >= 0),
    constraint claim_on_buyer_is_owed check (claim_on_buyer <= 0),
    constraint claim_on_seller_is_owed check (claim_on_seller <= 0),
    constraint outstanding_is_claimed check (outstanding between 0 and -claim_on_buyer),
    constraint chargeback_is_disputed check (chargeback >= 0),
    constraint suspense_is_there check (suspense >= 0),
    constraint settled_is_paid check (settled >= 0),
    constraint paid_out_is_out check (paid_out >= 0),
    constraint balanced_in_all check (received <= 0 and provider + buyer + escrow + seller
        + platform + carrier_costs + claim_on_buyer + claim_on_seller + outstanding + chargeback + suspense + settled + paid_out
        + received = 0)
);

-- What the accounts of an order stand at is what its transfers say, whoever writes either. Looked at when the transaction ends,
-- because one of the two is written first; a check sees one table, so it cannot be one.
create function ledger_agrees() returns trigger language plpgsql as $$
begin
    if exists (
        select from (
            select
                coalesce(sum(case 'PROVIDER' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as provider,
                coalesce(sum(case 'BUYER' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as buyer,
                coalesce(sum(case 'ESCROW' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as escrow,
                coalesce(sum(case 'SELLER' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as seller,
                coalesce(sum(case 'PLATFORM' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as platform,
                coalesce(sum(case 'CARRIER_COSTS' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as carrier_costs,
                coalesce(sum(case 'CLAIM_ON_BUYER' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as claim_on_buyer,
                coalesce(sum(case 'CLAIM_ON_SELLER' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as claim_on_seller,
                coalesce(sum(case 'OUTSTANDING' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as outstanding,
                coalesce(sum(case 'CHARGEBACK' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as chargeback,
                coalesce(sum(case 'SUSPENSE' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as suspense,
                coalesce(sum(case 'SETTLED' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as settled,
                coalesce(sum(case 'PAID_OUT' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as paid_out,
                coalesce(sum(case 'RECEIVED' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as received,
                coalesce(sum(t.amount) filter (where t.cause = 'CAPTURE'), 0) as captured,
                coalesce(sum(case t.cause when 'REFUND' then t.amount when 'REFUND_CLOSED' then -t.amount end), 0) as refunded,
                coalesce(sum(case t.cause when 'CHARGEBACK' then t.amount when 'CHARGEBACK_WON' then -t.amount end), 0)
                    as charged_back,
                min(t.currency) as currency, max(t.currency) as other_currency
            from ledger_transfer t where t.order_id = new.order_id) moved
            left join ledger_balance b on b.order_id = new.order_id
        where b.order_id is null or moved.currency <> b.currency or moved.other_currency <> b.currency
            or (b.provider, b.buyer, b.escrow, b.seller, b.platform, b.carrier_costs, b.claim_on_buyer, b.claim_on_seller,
                    b.outstanding, b.chargeback, b.suspense, b.settled, b.paid_out, b.received, b.captured, b.refunded,
                    b.charged_back)
                <> (moved.provider, moved.buyer, moved.escrow, moved.seller, moved.platform, moved.carrier_costs,
                    moved.claim_on_buyer, moved.claim_on_seller, moved.outstanding, moved.chargeback, moved.suspense,
                    moved.settled, moved.paid_out, moved.received, moved.captured, moved.refunded, moved.charged_back))
    then
        raise exception 'accounts_are_sums_of_transfers: what the accounts of order % stand at is not what moved',
            new.order_id using errcode = 'check_violation', constraint = 'accounts_are_sums_of_transfers';
    end if;
    return null;
end
$$;
create constraint trigger accounts_are_sums_of_transfers after insert on ledger_transfer
    deferrable initially deferred for each row execute function ledger_agrees();
create constraint trigger accounts_are_sums_of_transfers after insert or update on ledger_balance
    deferrable initially deferred for each row execute function ledger_agrees();

-- A18, A25: what is released is not held when the transaction ends: not frozen, and no dispute is open. An act that lifts the
-- hold may release in the same transaction, in whatever order the two are written. The order is locked, so that of a
-- release and a freeze at once one sees the other. A check sees one table, so it cannot be one.
create function ledger_releases_what_is_free() returns trigger language plpgsql as $$
declare
    held boolean;
begin
    select frozen or disputed into held from orders where order_id = new.order_id for share;
    if held then
        raise exception 'nothing_is_released_that_is_held: order % is frozen or disputed', new.order_id
            using errcode = 'check_violation', constraint = 'nothing_is_released_that_is_held';
    end if;
    return null;
end
$$;
create constraint trigger nothing_is_released_that_is_held after insert on ledger_transfer
    deferrable initially deferred for each row
    when (new.from_account = 'ESCROW' and new.to_account in ('SELLER', 'PAID_OUT'))
    execute function ledger_releases_what_is_free();

-- A18, A24: what a seller's account comes to but for payouts, by currency and what its entries are, kept with the entries. In
-- parts, by order, so that acts on many orders of one seller seldom wait for each other; the account is the sum of its parts.
create table seller_balance (
    seller_id text     not null,
    currency  text     not null,
    cause     text     not null,
    part      smallint not null,
    -- What the seller gets is positive.
    amount    bigint   not null,
    primary key (seller_id, currency, cause, part)
);

-- Keeps what sellers' accounts come to with whatever adds to them: one statement for all rows of one, and no way around it. In
-- the order of its key, so that of two who add to several sellers one waits for the other, and never both.
create function seller_balance_added() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'ledger_transfer' then
        insert into seller_balance as b (seller_id, currency, cause, part, amount)
        select seller_id, currency, cause, abs(hashtext(order_id) % 16),
            sum(case when to_account in ('SELLER', 'CLAIM_ON_SELLER') then amount else -amount end)
        from added where seller_id is not null
        group by 1, 2, 3, 4 order by 1, 2, 3, 4
        on conflict (seller_id, currency, cause, part) do update set amount = b.amount + excluded.amount;
    else
        insert into seller_balance as b (seller_id, currency, cause, part, amount)
        select seller_id, currency, 'NETTED', 0, -sum(amount)
        from added where means = 'NETTED'
        group by 1, 2 order by 1, 2
        on conflict (seller_id, currency, cause, part) do update set amount = b.amount + excluded.amount;
    end if;
    return null;
end
$$;
create trigger seller_balance_added after insert on ledger_transfer
    referencing new table as added for each statement execute function seller_balance_added();

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
