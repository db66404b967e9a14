-- A20a: whatever is told twice, at once, or under two orders.
create unique index concurrently one_reference_counts_once on payment (provider, provider_reference) where counted;
