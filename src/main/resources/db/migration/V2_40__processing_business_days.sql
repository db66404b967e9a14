-- The seller's time in business days, where the policy counts it so (A9, M); processing_seconds then holds as many days.
alter table orders add column processing_business_days integer;
