-- What staff write about a seller's account; a note that names an order goes with its buyer when they are forgotten.
create table seller_note (
    seller_id text        not null,
    id        uuid        not null,
    order_id  text,
    author    text        not null,
    text      text        not null,
    at        timestamptz not null,
    primary key (seller_id, id)
);
create index seller_note_about on seller_note (order_id) where order_id is not null;
