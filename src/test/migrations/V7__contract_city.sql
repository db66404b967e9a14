-- Release C: release B reads and writes ship_to_locality alone.
alter table orders drop column ship_to_city;
