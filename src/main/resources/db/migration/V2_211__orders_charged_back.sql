-- A20a: what the bank has taken back of what was paid, as far as it was not refunded before.
alter table orders add column charged_back bigint not null default 0;
