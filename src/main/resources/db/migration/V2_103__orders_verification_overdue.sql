-- A3: a payment is verified for longer than the policy's time, and none was captured: the buyer may cancel.
alter table orders add column verification_overdue boolean not null default false;
