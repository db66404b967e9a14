-- What moderators decided and why is found by its words.
create index concurrently case_words on review_case
    using gin (to_tsvector('simple', coalesce(statement, '') || ' ' || coalesce(closing_note, '')));
