-- A20b: whoever decided has looked at its provider's, who does not have it.
alter table refund_act add column not_at_provider boolean not null default false;
