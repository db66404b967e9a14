-- A26: what was decided in a case, by whom, who approved it, and for how long it can be undone. Nobody approves their own, and
-- nobody decides, approves or undoes anything in a case to which they are a party.
create table case_decision (
    order_id         text        not null,
    case_id          uuid        not null,
    -- From 1: a decision that was rejected or undone makes room for another.
    no               int         not null,
    status           text        not null,
    verdict          text        not null,
    -- What it was about, which says what it can be.
    matter           text        not null,
    -- The parcels that are false, with spaces between; null for the whole order.
    shipments        text,
    -- Of a dispute, what the buyer gets; null for what they wanted last.
    wanted           text,
    sanction_kind    text,
    sanction_points  int,
    statement        text        not null,
    -- The buyer's money that it moves, or lets go.
    amount           bigint      not null,
    currency         text        not null,
    -- Why another person has to approve it, with spaces between; null where nobody has to.
    approval_because text,
    -- Of the order that was decided upon: another one is not approved.
    order_version    bigint      not null,
    seller_id        text        not null,
    buyer_id         text        not null,
    decided_by       text        not null,
    decided_as       text        not null,
    decided_at       timestamptz not null,
    approve_by       timestamptz,
    approved_by      text,
    answered_at      timestamptz,
    rejected_because text,
    carried_out_at   timestamptz,
    undo_until       timestamptz,
    -- What undoing it needs, as JSON: the order as it was before. Gone when it cannot be undone any more.
    undo_memory      text,
    undone_by        text,
    undone_at        timestamptz,
    undone_because   text,
    version          bigint      not null,
    primary key (order_id, case_id, no),
    foreign key (order_id, case_id) references review_case,
    constraint no_positive check (no > 0),
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint verdict_is_a_word check (verdict ~ '^[A-Z][A-Z0-9_]*$'),
    constraint sanction_kind_is_a_word check (sanction_kind ~ '^[A-Z][A-Z0-9_]*$'),
    constraint decided_as_is_a_role check (decided_as ~ '^[A-Z][A-Z0-9_]*$'),
    constraint amount_not_negative check (amount >= 0),
    constraint no_party_decides check (decided_by not in (seller_id, buyer_id)),
    constraint nobody_approves_their_own check (approved_by not in (decided_by, seller_id, buyer_id)),
    constraint no_party_undoes check (undone_by not in (seller_id, buyer_id)),
    constraint approved_where_needed
        check (approval_because is null or carried_out_at is null or approved_by is not null),
    constraint answered_says_who check ((approved_by is null) = (answered_at is null)),
    constraint rejected_says_why check ((status = 'REJECTED') = (rejected_because is not null)),
    constraint carried_out_says_when
        check ((carried_out_at is not null) = (status in ('CARRIED_OUT', 'UNDONE'))),
    constraint undone_says_who check ((status = 'UNDONE') = (undone_by is not null)
        and (undone_by is null) = (undone_at is null) and (undone_by is null) = (undone_because is null)),
    constraint undone_in_time check (undone_at < undo_until)
);
create unique index one_decision_awaits on case_decision (order_id, case_id) where status = 'AWAITING_APPROVAL';
