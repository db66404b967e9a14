-- A20a: one provider's reference counts once. False: it was told again under another order, and counts for nothing here.
alter table payment add column counted boolean not null default true;
