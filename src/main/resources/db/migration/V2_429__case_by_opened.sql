create index concurrently case_by_opened on review_case (status, opened_at, id);
