-- A26: one decision for many cases, carried out in the background: each case by itself.
create table bulk_decision (
    id              uuid        not null primary key,
    verdict         text        not null,
    sanction_kind   text,
    sanction_points int,
    statement       text        not null,
    asked_by        text        not null,
    -- The roles in which they asked, with spaces between.
    asked_as        text        not null,
    asked_at        timestamptz not null,
    undo_asked_by   text,
    undo_asked_as   text,
    undo_asked_at   timestamptz,
    undo_because    text,
    version         bigint      not null,
    constraint verdict_is_a_word check (verdict ~ '^[A-Z][A-Z0-9_]*$'),
    constraint sanction_kind_is_a_word check (sanction_kind ~ '^[A-Z][A-Z0-9_]*$'),
    constraint undo_is_whole check ((undo_asked_by is null) = (undo_asked_at is null)
        and (undo_asked_by is null) = (undo_asked_as is null) and (undo_asked_by is null) = (undo_because is null))
);
