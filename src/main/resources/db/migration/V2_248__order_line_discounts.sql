-- Why the line costs less than its units one by one, as JSON. Null where nothing was said.
alter table order_line add column discounts text;
