-- A20: what all units of the line cost together, after discounts. Null in what the release before wrote: each unit at its price.
alter table order_line add column total bigint;
