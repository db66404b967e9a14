-- M1: what was used once cannot silently change. The whole policy, layers and all, as it was when it was first loaded.
-- It is data and not text, so that a release that renames a figure can rename it here, too.
create table policy_document (
    name          text        not null,
    version       int         not null check (version > 0),
    document      jsonb       not null,
    first_used_at timestamptz not null,
    primary key (name, version)
);
