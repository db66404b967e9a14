-- What a day of the chain comes to. It stays when its entries and seals are forgotten, so that the days behind it are proved.
create table audit_day (
    day          date        not null primary key,
    first_number bigint      not null,
    last_number  bigint      not null,
    -- The last hash of the day before.
    previous     bytea       not null,
    hash         bytea       not null,
    -- The service's own code of the above: whoever rewrites a chain cannot make it.
    signature    text        not null,
    sealed_at    timestamptz not null,
    constraint numbers_in_order check (first_number between 1 and last_number)
);
