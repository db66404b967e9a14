-- Buyers who are to be forgotten: GET /v1/erasures/{id}. One for each buyer, for good.
create table erasure (
    id            uuid        not null primary key,
    -- The service's own code of the buyer's id, by which the same buyer is found again.
    buyer_code    text        not null,
    -- Gone when nothing is kept under it any more.
    buyer_id      text,
    pseudonym     text        not null,
    status        text        not null,
    requested_by  text        not null,
    requested_as  text        not null,
    requested_at  timestamptz not null,
    -- When there is something to do for it next.
    next_at       timestamptz not null,
    claimed_until timestamptz,
    orders        bigint      not null default 0,
    entries       bigint      not null default 0,
    events        bigint      not null default 0,
    documents     bigint      not null default 0,
    finished_at   timestamptz,
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint requested_as_is_a_role check (requested_as ~ '^[A-Z][A-Z0-9_]*$'),
    constraint gone_when_done check (status <> 'DONE' or buyer_id is null)
);
create unique index one_erasure_of_a_buyer on erasure (buyer_code);
create unique index erasure_by_pseudonym on erasure (pseudonym);
create index erasure_waiting on erasure (next_at, id) where status <> 'DONE';
