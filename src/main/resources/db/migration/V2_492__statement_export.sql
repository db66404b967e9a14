-- A27: statements of reasons that leave the house for the DSA Transparency Database, each once.
create table statement_export (
    seller_id     text        not null,
    sanction_id   uuid        not null,
    in_force_at   timestamptz not null,
    state         text        not null,
    next_at       timestamptz not null,
    claimed_until timestamptz,
    attempts      int         not null default 0,
    -- The id that the database has given it; null where it only said that it has it.
    reference     text,
    ended_at      timestamptz,
    last_failure  text,
    primary key (seller_id, sanction_id),
    constraint state_is_a_word check (state ~ '^[A-Z][A-Z0-9_]*$'),
    constraint waiting_has_no_end check ((state = 'WAITING') = (ended_at is null)),
    constraint attempts_not_negative check (attempts >= 0)
);
create unique index statement_export_by_id on statement_export (sanction_id);
create index statement_export_due on statement_export (next_at, sanction_id) where state = 'WAITING';
create index statement_export_newest on statement_export (in_force_at);
create index statement_export_by_state on statement_export (state, sanction_id);
