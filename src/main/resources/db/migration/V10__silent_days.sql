-- Few days are silent; every parcel that waits for a scan asks for those of its carrier (F1).
create index carrier_day_silent on carrier_day (carrier, day) where silent;

-- A carrier is silent on a day on which he reports nothing, whatever he says of that day afterwards: counted anew.
truncate carrier_day;
update carrier_day_counted set up_to = 'epoch';

-- A candidate may judge beside a detector that is a shadow itself.
drop index one_standing_finding;
create unique index one_standing_finding on finding
    (order_id, shipment_id, code, shadow, (case when shadow then rule_version else 0 end)) where cleared_at is null;
