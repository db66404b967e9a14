-- P2: of the units that were declared shipped, those that a carrier has taken over: they are not cancelled any more (A14).
alter table order_line add column carried int not null default 0;
