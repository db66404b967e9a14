-- Cases are found by a signal that stands.
create index concurrently finding_standing on finding (code, order_id) where cleared_at is null and not shadow;
