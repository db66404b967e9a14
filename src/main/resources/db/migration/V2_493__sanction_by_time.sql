-- Which sanctions have come into force since the last statement left.
create index concurrently sanction_by_time on sanction (in_force_at) where in_force_at is not null;
