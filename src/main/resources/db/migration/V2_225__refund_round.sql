-- A20b: how often a provider has said no for good, or sent it back: the next attempt is another one for them.
alter table refund add column round int not null default 0;
