-- E1, A20a: what of the payments was for units that have left, or was never owed; it pays for nothing that is added later.
-- Of orders placed before it counts from their next act on.
alter table orders add column paid_for_gone bigint not null default 0;
