-- P5, P6: since when a person has it before them, who has not answered yet.
alter table shipment add column asked_at timestamptz;
