-- A decided case before a second moderator, who does not see the first decision; nobody reviews their own.
create table case_review (
    order_id      text        not null,
    case_id       uuid        not null,
    id            uuid        not null,
    kind          text        not null,
    asked_at      timestamptz not null,
    -- What it is compared with, and whose that is.
    first_verdict text        not null,
    first_by      text        not null,
    reviewer      text,
    claimed_until timestamptz,
    verdict       text,
    statement     text,
    decided_at    timestamptz,
    primary key (order_id, case_id, id),
    foreign key (order_id, case_id) references review_case,
    constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z0-9_]*$'),
    constraint verdict_is_a_word check (verdict ~ '^[A-Z][A-Z0-9_]*$'),
    constraint nobody_reviews_their_own check (reviewer <> first_by),
    constraint decided_as_a_whole check ((verdict is null) = (decided_at is null) and (verdict is null) = (statement is null)
        and (verdict is null or reviewer is not null))
);
create unique index case_review_by_id on case_review (id);
create unique index one_second_review on case_review (order_id, case_id) where kind = 'SECOND';
create unique index one_golden_review on case_review (order_id, case_id, reviewer) where kind = 'GOLDEN';
create index case_review_waiting on case_review (asked_at) where decided_at is null;
create index case_review_held on case_review (reviewer, asked_at) where decided_at is null and reviewer is not null;
create index case_review_done on case_review (decided_at) where decided_at is not null;
create index case_review_of_reviewer on case_review (reviewer, decided_at);
