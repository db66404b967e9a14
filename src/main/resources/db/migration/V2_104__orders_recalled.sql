-- E2: units were called back that were on their way: what the shipping fee is for was spent.
alter table orders add column recalled boolean not null default false;
