-- A20: what was given back for units of the line that are still in the order, a line is never paid back twice.
alter table order_line add column given_back bigint not null default 0;
