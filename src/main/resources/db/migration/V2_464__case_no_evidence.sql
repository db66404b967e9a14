-- A26: since when it is known that the seller gave no evidence in time; such a case comes before all others.
alter table review_case add column no_evidence_since timestamptz;
