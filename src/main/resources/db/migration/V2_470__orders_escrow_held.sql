-- F13: since when the escrow of an order that goes on is held, because a person has decided so.
alter table orders add column escrow_held_at timestamptz;
