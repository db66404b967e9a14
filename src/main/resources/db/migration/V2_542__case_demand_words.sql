-- What moderators asked a seller for is found by its words.
create index concurrently case_demand_words on case_demand using gin (to_tsvector('simple', words));
