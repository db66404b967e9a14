-- Entries that have no seal yet. Whoever seals finds them here, however late their transaction has committed, and one that
-- was deleted before it was sealed is missed.
create table audit_unsealed (
    entry_id uuid not null primary key
);
