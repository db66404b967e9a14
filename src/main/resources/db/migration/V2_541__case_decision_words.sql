-- A decision that waits, holds the escrow, was rejected or undone is found by its words as well.
create index concurrently case_decision_words on case_decision using gin (to_tsvector('simple',
    statement || ' ' || coalesce(rejected_because, '') || ' ' || coalesce(undone_because, '')));
