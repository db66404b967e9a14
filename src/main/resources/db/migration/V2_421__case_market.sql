-- Cases are found by their market.
alter table review_case add column market text;
