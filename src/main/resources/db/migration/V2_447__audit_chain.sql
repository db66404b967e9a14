-- One row, locked by whoever seals: since when there is a chain, and what the retention has forgotten.
create table audit_chain (
    only_row  boolean     not null primary key default true,
    began_at  timestamptz,
    -- Entries and seals with lower ids may be deleted.
    kept_from uuid        not null default '00000000-0000-0000-0000-000000000000',
    constraint one_row check (only_row)
);
insert into audit_chain (only_row) values (true);
