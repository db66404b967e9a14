-- D4, E2, C3: what of the payments is kept for a cost that the buyer bears; it can't be refunded for anything else. That
-- it is within what was paid and not refunded is checked one release later: older replicas refund without a look at it.
alter table orders add column kept bigint not null default 0;
