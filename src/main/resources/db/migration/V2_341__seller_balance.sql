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
-- What was taken over before the next file; the release before writes no transfers.
insert into seller_balance (seller_id, currency, cause, part, amount)
select seller_id, currency, cause, abs(hashtext(order_id) % 16),
    sum(case when to_account in ('SELLER', 'CLAIM_ON_SELLER') then amount else -amount end)
from ledger_transfer where seller_id is not null
group by 1, 2, 3, 4;
