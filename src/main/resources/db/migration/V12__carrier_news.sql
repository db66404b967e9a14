-- Carrier events are stored for themselves, and every order that names their parcel is told in a transaction of its own.
-- Until all of them are, this says so: whoever was killed in between has a successor. A row lives as long as that takes.
create table carrier_news (
    id               uuid        not null primary key,
    carriers         text[]      not null,
    tracking_numbers text[]      not null,
    claimed_until    timestamptz not null,
    constraint numbers_in_pairs check (cardinality(carriers) = cardinality(tracking_numbers) and cardinality(carriers) > 0)
);
create index carrier_news_claimed on carrier_news (claimed_until);

-- What a declaration leaves to be compared with other orders does not wait for the end of a freeze any more (F3).
update deadline set paused_at = null where kind = 'NUMBER_SHARED' and paused_at is not null;
