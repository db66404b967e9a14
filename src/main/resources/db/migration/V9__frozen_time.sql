-- A25: windows that are no deadlines (A10, D1, D2) stand still too. How long the order was frozen since they began: since it
-- was paid, then since it was delivered.
alter table orders add column frozen_seconds bigint not null default 0 check (frozen_seconds >= 0);
