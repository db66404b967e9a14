-- P2: of those, the ones that were delivered: nobody refuses them at the door any more (L2).
alter table order_line add column delivered int not null default 0;
