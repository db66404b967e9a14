-- Queues that people have given a name.
create table case_view (
    id       uuid        not null primary key,
    owner    text        not null,
    name     text        not null,
    -- What it shows, as JSON: review.queue.QueueFilter.
    filter   text        not null,
    saved_at timestamptz not null,
    version  bigint      not null
);
create index case_view_of_owner on case_view (owner, name);
