-- A27: the buyer of the order that a sanction is about, who judges no appeal against it.
alter table sanction add column buyer_id text;
