-- Looked up whenever a payment is told.
create index concurrently payment_by_reference on payment (provider, provider_reference);
