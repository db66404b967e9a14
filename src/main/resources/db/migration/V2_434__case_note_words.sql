create index concurrently case_note_words on case_note using gin (to_tsvector('simple', text));
