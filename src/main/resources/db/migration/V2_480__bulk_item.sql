-- A26: a case of a bulk decision, and what became of it.
create table bulk_item (
    order_id    text        not null,
    case_id     uuid        not null,
    bulk_id     uuid        not null references bulk_decision,
    status      text        not null,
    -- Which of the case's decisions it made.
    decision_no int,
    amount      bigint,
    currency    text,
    -- Why not, where it was skipped or could not be undone.
    code        text,
    detail      text,
    done_at     timestamptz,
    version     bigint      not null,
    primary key (order_id, case_id, bulk_id),
    foreign key (order_id, case_id) references review_case,
    constraint status_is_a_word check (status ~ '^[A-Z][A-Z0-9_]*$'),
    constraint amount_says_of_what check ((amount is null) = (currency is null))
);
create index bulk_item_of_bulk on bulk_item (bulk_id, case_id);
