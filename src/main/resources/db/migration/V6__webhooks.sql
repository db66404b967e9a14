-- Deliveries of aggregators that were taken, as long as one of them could be played again: what is older is refused for
-- its time stamp, and the job forgets it.
create table webhook_delivery (
    provider    text        not null,
    delivery_id text        not null,
    taken_at    timestamptz not null,
    primary key (provider, delivery_id)
);
create index webhook_delivery_age on webhook_delivery (taken_at);
