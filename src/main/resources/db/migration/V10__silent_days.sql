-- Few days are silent; every parcel that waits for a scan asks for those of its carrier (F1).
create index carrier_day_silent on carrier_day (carrier, day) where silent;
