-- Holds for what is written from now on; the release before leaves the column empty.
alter table orders add constraint locality_length check (length(ship_to_locality) between 1 and 200) not valid;
