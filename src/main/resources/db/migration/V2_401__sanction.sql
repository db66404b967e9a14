-- A27: sanctions against sellers with their appeals. Nobody approves their own, or judges their own.
create table sanction (
    seller_id            text        not null,
    id                   uuid        not null,
    kind                 text        not null,
    status               text        not null,
    order_id             text        references orders,
    cause                text        not null,
    rule                 text        not null,
    amount               bigint      not null,
    currency             text,
    points               int         not null,
    statement            text        not null,
    -- What it is founded on, as it was when it was decided.
    facts                text        not null,
    found_by_machine     boolean     not null,
    decided_by_machine   boolean     not null,
    market               text        not null,
    policy_version       int         not null,
    decided_by           text        not null,
    decided_at           timestamptz not null,
    approve_by           timestamptz,
    overdue_since        timestamptz,
    approved_by          text,
    rejected_because     text,
    in_force_at          timestamptz,
    points_until         timestamptz,
    ends_at              timestamptz,
    per_day              int,
    -- What of a selling limit is used up, and since when that is counted.
    used                 int         not null default 0,
    used_since           timestamptz,
    appeal_until         timestamptz,
    appeal_status        text,
    appeal_text          text,
    appealed_at          timestamptz,
    appeal_decide_by     timestamptz,
    appeal_overdue_since timestamptz,
    appeal_decided_by    text,
    appeal_statement     text,
    appeal_decided_at    timestamptz,
    version              bigint      not null,
    primary key (seller_id, id),
    constraint one_sanction_for_a_cause unique (seller_id, order_id, cause),
    constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z0-9_]*$'),
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint appeal_status_is_a_word check (appeal_status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint amount_of_an_order check (amount >= 0 and (amount = 0 or currency is not null)),
    constraint points_not_negative check (points >= 0),
    constraint in_force_until check ((in_force_at is null) = (points_until is null)
        and (in_force_at is null) = (appeal_until is null) and (ends_at is null or in_force_at is not null)),
    constraint limit_not_exceeded check (used >= 0 and (per_day is null or used <= per_day)),
    constraint nobody_sanctions_themselves check (decided_by_machine or decided_by <> seller_id),
    constraint nobody_approves_their_own check (approved_by not in (decided_by, seller_id)),
    constraint approved_where_needed check (approve_by is null or in_force_at is null or approved_by is not null),
    constraint appeal_is_whole check ((appeal_status is null) = (appealed_at is null)
        and (appeal_status is null) = (appeal_text is null) and (appeal_status is null) = (appeal_decide_by is null)
        and (appealed_at is null or in_force_at is not null)),
    constraint appeal_in_time check (appealed_at <= appeal_until),
    constraint appeal_says_who_decided check (
        (appeal_decided_by is null) = (coalesce(appeal_status, 'OPEN') = 'OPEN')
        and (appeal_decided_by is null) = (appeal_statement is null)
        and (appeal_decided_by is null) = (appeal_decided_at is null)),
    constraint nobody_judges_their_own check (
        appeal_decided_by not in (decided_by, seller_id, coalesce(approved_by, decided_by))),
    constraint undone_by_an_appeal check (status <> 'UNDONE' or coalesce(appeal_status, '') = 'UPHELD')
);
create unique index sanction_by_id on sanction (id);
-- Asked with every declaration of a shipment, so it has few rows.
create index sanction_in_effect on sanction (seller_id) where status = 'IN_FORCE' and ends_at is not null;
create index sanction_to_end on sanction (ends_at) where status = 'IN_FORCE' and ends_at is not null;
create index sanction_awaiting on sanction (approve_by) where status = 'AWAITING_APPROVAL';
create index sanction_appealed on sanction (appeal_decide_by) where appeal_status = 'OPEN';
