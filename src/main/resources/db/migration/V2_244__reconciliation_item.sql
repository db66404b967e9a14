-- What was compared: the provider's side, put beside ours. A thing that both have and agree about has no difference.
create table reconciliation_item (
    reconciliation_id  uuid        not null,
    thing              text        not null,
    -- The provider's name for it.
    reference          text        not null,
    refund_id          uuid,
    payment_references text        not null,
    amount             bigint,
    currency           text,
    state              text,
    order_id           text,
    our_id             text,
    our_amount         bigint,
    our_currency       text,
    our_state          text,
    at                 timestamptz not null,
    difference         text,
    primary key (reconciliation_id, thing, reference),
    constraint thing_is_a_word check (thing ~ '^[A-Z][A-Z0-9_]*$'),
    constraint difference_is_a_word check (difference ~ '^[A-Z][A-Z0-9_]*$')
);
create index reconciliation_item_ours on reconciliation_item (reconciliation_id, our_id);
create index reconciliation_item_differs on reconciliation_item (reconciliation_id, reference) where difference is not null;
