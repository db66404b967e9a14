-- Cases are found by their buyer, who must not handle them.
alter table review_case add column buyer_id text;
