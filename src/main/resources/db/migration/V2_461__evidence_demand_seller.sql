-- What a seller owes is looked up by the seller. Null of a demand that the release before has made.
alter table evidence_demand add column seller_id text;
