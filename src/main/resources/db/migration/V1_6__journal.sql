-- What happened, for whoever reads GET /v1/events; docs/adr/0005. It grows without end, so it is cut by time: ids are UUIDv7
-- and ordered by it, and a month that is older than its retention is dropped as a whole. The service makes the months ahead
-- (retention.Partitions); what no month takes, the default partition does.
create table outbox_event (
    id       uuid        not null primary key,
    -- Given after the commit, from the one row of outbox_position. Unique in each partition, and over all of them because
    -- that row is locked: PostgreSQL keeps no unique index over partitions that leaves out what they are cut by.
    position bigint,
    type     text        not null,
    order_id text,
    subject  text        not null,
    time     timestamptz not null,
    data     text        not null
) partition by range (id);
create index outbox_unnumbered on outbox_event (id) where position is null;
create table outbox_event_default partition of outbox_event default;
alter table outbox_event_default add constraint outbox_event_default_position_key unique (position);

-- One row: the last position given out. Locked by whoever numbers, so positions have no gaps and no doubles.
create table outbox_position (
    only_row boolean not null primary key default true,
    last     bigint  not null,
    constraint one_row check (only_row)
);
insert into outbox_position (last) values (0);

-- Who did what, when, on which version. Cut by years, as it is kept for years and read by subject: each partition is one
-- more look-up.
create table audit_entry (
    id           uuid        not null primary key,
    subject      text        not null,
    object       text        not null,
    action       text        not null,
    at           timestamptz not null,
    actor        text        not null,
    role         text        not null,
    on_behalf_of text,
    version      bigint,
    details      text        not null
) partition by range (id);
create index audit_of_subject on audit_entry (subject, id);
create index audit_of_object on audit_entry (object, id);
create table audit_entry_default partition of audit_entry default;

-- The answers to POSTs, so that a call that is repeated changes nothing; docs/adr/0006.
create table idempotency_key (
    caller       text        not null,
    key          text        not null,
    request_hash text        not null,
    status       int         not null,
    location     text,
    etag         text,
    body         text        not null,
    content_type text        not null,
    created_at   timestamptz not null,
    -- In which roles the caller sent the key: somebody who is a buyer and a seller does not get the one's answer as the
    -- other.
    roles        text,
    primary key (caller, key)
);
create index idempotency_key_age on idempotency_key (created_at);

-- The present month and year, so that nothing is written into the default partitions before the service has made more.
do $$
declare
    months  timestamp := date_trunc('month', now() at time zone 'UTC');
    years   timestamp := date_trunc('year', now() at time zone 'UTC');
    periods cursor for
        select table_name, first, first + length as after
        from (values ('outbox_event', months, interval '1 month'), ('audit_entry', years, interval '1 year'))
            cut (table_name, first, length);
    name    text;
begin
    for period in periods loop
        name := period.table_name || to_char(period.first, '_YYYY_MM');
        execute format('create table %I partition of %I for values from (%L) to (%L)', name, period.table_name,
            -- The first 48 bits of a UUIDv7 are the milliseconds since 1970.
            rpad(lpad(to_hex((extract(epoch from period.first) * 1000)::bigint), 12, '0'), 32, '0'),
            rpad(lpad(to_hex((extract(epoch from period.after) * 1000)::bigint), 12, '0'), 32, '0'));
        if period.table_name = 'outbox_event' then
            execute format('alter table %I add unique (position)', name);
        end if;
    end loop;
end
$$;
