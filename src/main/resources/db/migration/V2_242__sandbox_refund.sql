-- What the sandbox was handed: it stands for somebody else's books, so it knows no orders. One row for each key, made once
-- at most, however often it was called.
create table sandbox_refund (
    key               text        not null primary key,
    payment_reference text        not null,
    amount            bigint      not null,
    currency          text        not null,
    calls             int         not null,
    called_at         timestamptz not null,
    -- Null where it was told to do nothing.
    made_at           timestamptz,
    -- When it is to tell that the money came back.
    tell_at           timestamptz
);
create index sandbox_refund_to_tell on sandbox_refund (tell_at) where tell_at is not null;
create index sandbox_refund_age on sandbox_refund using brin (called_at);
