-- Rules F: what a detector found about a shipment, with all that is needed to come to it again, byte by byte.
create table finding (
    order_id         text        not null references orders,
    id               uuid        not null,
    shipment_id      uuid        not null,
    code             text        not null,
    detector_version int         not null,
    rule_version     int         not null default 0,
    -- Seen by those who try a detector out, and by nobody else.
    shadow           boolean     not null default false,
    weight           int         not null,
    words            text        not null,
    facts            text        not null,
    thresholds       text        not null default '{}',
    input            text        not null default '{}',
    found_at         timestamptz not null,
    found_by         text        not null,
    cleared_at       timestamptz,
    cleared_because  text,
    primary key (order_id, id),
    constraint weight_of_a_hundred check (weight between 0 and 100)
);
-- A candidate may judge beside a detector that is a shadow itself.
create unique index one_standing_finding on finding
    (order_id, shipment_id, code, shadow, (case when shadow then rule_version else 0 end)) where cleared_at is null;
create index finding_by_code on finding (code, found_at);

-- What was set for detectors; the highest version of a code and use is in force.
create table detector_setting (
    code       text        not null,
    version    int         not null,
    candidate  boolean     not null,
    -- A candidate that was taken back, or promoted.
    ended_at   timestamptz,
    mode       text        not null,
    weight     int,
    thresholds text        not null,
    note       text,
    set_at     timestamptz not null,
    set_by     text        not null,
    primary key (code, version),
    constraint version_positive check (version > 0),
    constraint mode_is_a_word check (mode ~ '^[A-Z][A-Z0-9_]*$'),
    constraint weight_of_a_hundred check (weight between 0 and 100)
);
create unique index one_candidate on detector_setting (code) where candidate and ended_at is null;

-- A25, A26: what a person looks at and decides.
create table review_case (
    order_id      text        not null references orders,
    id            uuid        not null,
    seller_id     text        not null,
    -- A19: the dispute that it is about; beside it, it may be about suspected fraud.
    dispute_id    uuid,
    status        text        not null,
    score         int         not null,
    amount        bigint      not null,
    currency      text        not null,
    reason        text        not null,
    opened_at     timestamptz not null,
    due_at        timestamptz not null,
    assignee      text,
    claim_token   uuid,
    claim_until   timestamptz,
    verdict       text,
    statement     text,
    decided_by    text,
    closed_at     timestamptz,
    closing_note  text,
    version       bigint      not null,
    -- P7: nobody had decided it when it was due.
    overdue_since timestamptz,
    primary key (order_id, id),
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint verdict_is_a_word check (verdict ~ '^[A-Z][A-Z0-9_]*$'),
    constraint score_not_negative check (score >= 0),
    constraint amount_not_negative check (amount >= 0),
    constraint verdict_has_author check ((verdict is null) = (decided_by is null))
);
-- An order whose decided case is under appeal can have another case about a parcel.
create unique index one_undecided_case on review_case (order_id)
    where status not in ('DECIDED', 'APPEALED', 'CLOSED');
create index case_by_id on review_case (id);
create index case_by_status on review_case (status, score desc, id);
create index case_of_seller on review_case (seller_id, id);

create table case_note (
    order_id text        not null,
    case_id  uuid        not null,
    id       uuid        not null,
    author   text        not null,
    text     text        not null,
    at       timestamptz not null,
    primary key (order_id, case_id, id),
    foreign key (order_id, case_id) references review_case
);

-- Totals of sellers and markets for F2, F11 and F12, recounted now and then; no transaction of an order writes them.
create table seller_profile (
    seller_id        text        not null primary key,
    counted_at       timestamptz not null,
    handling_seconds bigint,
    blocked          int         not null,
    unmoved          int         not null,
    requests         int         not null,
    reports          int         not null,
    reporters        int         not null
);
create table market_profile (
    market     text        not null primary key,
    counted_at timestamptz not null,
    blocked    int         not null,
    unmoved    int         not null,
    requests   int         not null,
    reports    int         not null
);

-- How much each carrier reported on each day, to tell a silent carrier from a parcel that was never posted (F1, F14).
create table carrier_day (
    carrier text    not null,
    day     date    not null,
    scans   int     not null,
    silent  boolean not null default false,
    primary key (carrier, day)
);
-- Few days are silent; every parcel that waits for a scan asks for those of its carrier.
create index carrier_day_silent on carrier_day (carrier, day) where silent;

-- Up to where events were counted into it; one row.
create table carrier_day_counted (
    only_row boolean     not null primary key default true,
    up_to    timestamptz not null,
    constraint one_row check (only_row)
);
insert into carrier_day_counted (up_to) values ('epoch');

-- One row, locked by whoever counts: when profiles of sellers and markets and days of carriers were counted last.
create table profiles_counted (
    only_row boolean     not null primary key default true,
    at       timestamptz not null,
    constraint one_row check (only_row)
);
insert into profiles_counted (at) values ('epoch');

-- Detection over many orders, every night and on demand; docs/adr/0016.
create table sweep (
    id           uuid        not null primary key,
    status       text        not null,
    mode         text        not null default 'FULL',
    dry_run      boolean     not null,
    as_of        timestamptz,
    -- An incremental sweep looks at what has changed or come due since then.
    since        timestamptz,
    requested_by text        not null,
    requested_at timestamptz not null,
    started_at   timestamptz,
    finished_at  timestamptz,
    ranges_total int         not null default 0,
    ranges_done  int         not null default 0,
    examined     bigint      not null default 0,
    found        bigint      not null default 0,
    frozen       bigint      not null default 0,
    cleared      bigint      not null default 0,
    -- Cutting that failed, not ranges.
    attempts     int         not null default 0,
    failure      text,
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint mode_is_a_word check (mode ~ '^[A-Z][A-Z0-9_]*$')
);
create index sweep_unfinished on sweep (requested_at) where status in ('QUEUED', 'RUNNING');
create index sweep_finished on sweep (finished_at) where status = 'DONE' and not dry_run;

-- A sweep is cut into ranges of orders, which any number of replicas share.
create table sweep_range (
    sweep_id      uuid   not null references sweep,
    no            int    not null,
    -- From this order on, before that one; null after the last.
    first_order   text,
    end_order     text,
    -- Or what has changed from this moment on, before that one.
    first_change  timestamptz,
    end_change    timestamptz,
    -- Or orders by name: what else an incremental sweep looks at.
    orders        text[],
    status        text   not null default 'WAITING',
    lease_until   timestamptz,
    -- Counts the leases; whatever is written for the range names the lease under which it is.
    fencing_token bigint not null default 0,
    -- Those of its leases that ended in a failure.
    attempts      int    not null default 0,
    examined      bigint not null default 0,
    found         bigint not null default 0,
    frozen        bigint not null default 0,
    cleared       bigint not null default 0,
    started_at    timestamptz,
    finished_at   timestamptz,
    failure       text,
    primary key (sweep_id, no),
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint one_kind_of_bounds check (num_nonnulls(first_order, orders, first_change) = 1),
    constraint changes_have_an_end check ((first_change is null) = (end_change is null))
);
create index sweep_range_unfinished on sweep_range (sweep_id, no) where status in ('WAITING', 'RUNNING');

-- Orders with somebody else's number or account (F3, F8), found for a full sweep when it is cut, in one pass along each
-- index; a look-up for every shipment would cost more than everything else together. Gone when the sweep has ended.
create table sweep_shared (
    sweep_id uuid not null references sweep,
    order_id text not null,
    primary key (sweep_id, order_id)
);
