-- A26: evidence that the desk asks a seller for, and what became of it. It runs while the order is frozen, so when it is due never moves.
create table case_demand (
    order_id    text        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    shipment_id uuid        not null,
    seller_id   text        not null,
    -- What a moderator wrote; null where the service asked by itself.
    words       text,
    demanded_by text        not null,
    demanded_at timestamptz not null,
    due_at      timestamptz not null,
    outcome     text,
    ended_at    timestamptz,
    primary key (order_id, id),
    foreign key (order_id, case_id) references review_case,
    foreign key (order_id, shipment_id) references shipment,
    constraint outcome_is_a_word check (outcome ~ '^[A-Z][A-Z0-9_]*$'),
    constraint outcome_says_when check ((outcome is null) = (ended_at is null)),
    constraint due_later check (due_at > demanded_at)
);
-- Beside it a dispute may have asked for the same: that stands still while the order is frozen.
create unique index one_open_demand_of_the_desk on case_demand (order_id, shipment_id) where outcome is null;
create index case_demand_of_case on case_demand (order_id, case_id);
create index case_demand_of_seller on case_demand (seller_id, (outcome is null), id);
