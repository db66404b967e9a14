-- P2: the declared parcel that a request is about; null where it names units, or none.
alter table cancellation add column shipment_id uuid;
