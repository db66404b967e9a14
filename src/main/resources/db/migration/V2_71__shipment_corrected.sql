-- P4: whether the parcel had another number before, so that only those are looked up that had (F3).
alter table shipment add column corrected boolean not null default false;
