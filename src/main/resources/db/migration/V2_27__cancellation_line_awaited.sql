-- D1: of the units asked for, those whose refund waits for the goods.
alter table cancellation_line add column awaited int not null default 0;
