create index concurrently case_of_buyer on review_case (buyer_id, id);
