-- The order of priority, which does not depend on the present: review.state.Priority. Where it is null, when the case is due.
alter table review_case add column ranks_at timestamptz;
