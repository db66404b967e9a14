-- P1: units that were in the parcel and have left the order since.
alter table shipment_line add column gone int not null default 0;
