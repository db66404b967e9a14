-- P1: what a parcel was when it was last worked out, so that each move of it is told once. Null until then.
alter table shipment add column parcel_state varchar(16);
