-- In place of case_by_status, which orders equal scores by id the other way and is used by the release before.
create index concurrently case_by_worst on review_case (status, (-score), id);
