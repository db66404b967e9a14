-- P5, P6: since when it counts as lost; a later scan takes that back.
alter table shipment add column lost_at timestamptz;
