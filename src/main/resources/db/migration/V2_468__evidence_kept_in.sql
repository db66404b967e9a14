-- Where the content is, as evidence.store.Place has it; null: in this row.
alter table evidence add column kept_in text;
