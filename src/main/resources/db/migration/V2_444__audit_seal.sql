-- The chain over the audit; docs/adr/0029. A seal for each entry, in the order in which they were sealed; one more for an
-- entry from which a buyer was erased. Cut by years, as the audit is.
create table audit_seal (
    -- By when it was sealed.
    id        uuid        not null primary key,
    -- Counts all seals, without gaps.
    number    bigint      not null,
    entry_id  uuid        not null,
    sealed_at timestamptz not null,
    kind      text        not null,
    -- Under which the personal part was hashed. Without it, that hash tells nothing of anybody: a buyer was erased.
    salt      bytea,
    personal  bytea,
    -- Of the open part and the hash of the personal one.
    digest    bytea       not null,
    -- Of the seal before, and of all that stands in this one.
    hash      bytea       not null,
    constraint number_positive check (number > 0),
    constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z0-9_]*$')
) partition by range (id);
create index audit_seal_by_number on audit_seal (number);
create index audit_seal_of_entry on audit_seal (entry_id, number);
