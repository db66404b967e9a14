-- Release A, expand: empty for what the release before writes, so A reads coalesce(ship_to_locality, ship_to_city).
alter table orders add column ship_to_locality text;
