-- A20a: money that the bank has taken back, or tries to, under the id that the provider or the marketplace gave it.
create table chargeback (
    order_id   text        not null,
    id         text        not null,
    payment_id text        not null,
    amount     bigint      not null,
    state      text        not null,
    reason     text,
    told_at    timestamptz not null,
    changed_at timestamptz not null,
    version    bigint      not null,
    primary key (order_id, id),
    foreign key (order_id, payment_id) references payment,
    constraint id_length check (length(id) between 1 and 64),
    constraint amount_positive check (amount > 0),
    constraint state_is_a_word check (state ~ '^[A-Z][A-Z0-9_]*$')
);
