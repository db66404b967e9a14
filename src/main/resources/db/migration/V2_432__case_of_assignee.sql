create index concurrently case_of_assignee on review_case (assignee, status) where assignee is not null;
