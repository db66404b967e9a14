-- D4: the shop fetches the goods of the law's return.
alter table dispute add column fetched_by_shop boolean not null default false;
