-- P2, C2, L2: when somebody who was there handed this parcel over, while the rest of the order goes on; a carrier that takes
-- back what it told changes nothing of that. Null where nobody has said so, or the whole order was handed over.
alter table shipment add column handed_over_at timestamptz;
