-- A19: what buyers have not asked for of the price of goods that they gave back; it is their seller's.
alter table orders add column left_to_seller bigint not null default 0;
