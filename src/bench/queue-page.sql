-- A page of the open cases, the most pressing first, as plain SQL asks for it.
select * from review_case where status = 'OPEN' order by coalesce(ranks_at, due_at), id limit 51;
