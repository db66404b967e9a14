-- Comparisons of our refunds and captures with a payment provider's, as they were asked for.
create table reconciliation (
    id            uuid        not null primary key,
    provider      text        not null,
    period_from   timestamptz not null,
    period_to     timestamptz not null,
    -- Whether the provider's side came as a report.
    reported      boolean     not null,
    status        text        not null,
    requested_by  text        not null,
    requested_at  timestamptz not null,
    -- Behind what the provider is asked next.
    after         text,
    collected     boolean     not null,
    attempts      int         not null,
    claimed_until timestamptz,
    failure       text,
    finished_at   timestamptz,
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint period_has_a_length check (period_from < period_to)
);
create unique index reconciliation_of_a_night on reconciliation (provider, period_from, period_to)
    where requested_by = 'schedule';
create index reconciliation_waiting on reconciliation (requested_at, id) where status in ('QUEUED', 'RUNNING');
