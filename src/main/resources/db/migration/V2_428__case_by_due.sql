create index concurrently case_by_due on review_case (status, due_at, id);
