-- Decided cases of which it is known what is right: they are mixed into the second reviews.
create table golden_case (
    order_id text        not null,
    case_id  uuid        not null,
    verdict  text        not null,
    because  text        not null,
    set_by   text        not null,
    set_at   timestamptz not null,
    ended_at timestamptz,
    primary key (order_id, case_id),
    foreign key (order_id, case_id) references review_case,
    constraint verdict_is_a_word check (verdict ~ '^[A-Z][A-Z0-9_]*$')
);
create unique index golden_case_by_id on golden_case (case_id);
create index golden_case_given on golden_case (set_at) where ended_at is null;
