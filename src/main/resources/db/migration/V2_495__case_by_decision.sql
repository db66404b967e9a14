-- What was decided lately, for samples and figures.
create index concurrently case_by_decision on review_case (decided_at, order_id) where decided_at is not null;
