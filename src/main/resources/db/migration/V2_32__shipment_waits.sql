-- P5, P6: somebody has said that it is still on its way: from then on its waiting times run anew.
alter table shipment add column waits_since timestamptz;
