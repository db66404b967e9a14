-- A20a: what the bank has taken back of it, as far as it was not refunded before.
alter table payment add column charged_back bigint not null default 0;
