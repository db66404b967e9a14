-- A14: some of it came too late because a carrier had the parcel; where the carrier takes that back, it is contested again.
alter table cancellation add column overtaken_by_scan boolean not null default false;
