-- A page of the queue is put together of one branch for each status, each along its index, up by the key and then by the id.
create index concurrently case_by_rank on review_case (status, coalesce(ranks_at, due_at), id);
