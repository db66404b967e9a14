-- A20b: what people did about a refund that was put before them, nothing is changed in it.
create table refund_act (
    order_id  text        not null,
    refund_id uuid        not null,
    id        uuid        not null,
    kind      text        not null,
    -- Paid in another way: how, and under which reference.
    how       text,
    reference text,
    statement text,
    decided_by text       not null,
    at        timestamptz not null,
    primary key (order_id, refund_id, id),
    foreign key (order_id, refund_id) references refund,
    constraint kind_is_a_word check (kind ~ '^[A-Z][A-Z0-9_]*$')
);
