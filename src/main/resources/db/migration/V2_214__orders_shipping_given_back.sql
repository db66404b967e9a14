-- A20: what of the shipping fee was given back without units leaving with it, it goes back once.
alter table orders add column shipping_given_back bigint not null default 0;
