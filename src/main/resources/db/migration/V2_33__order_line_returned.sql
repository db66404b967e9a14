-- P1: of the units that left the order, those that came back (A19, C2, P3).
alter table order_line add column returned int not null default 0;
