-- A4, A13: where the parts of a request stand, each with its units; null in what was decided as it was made, and in what
-- the release before wrote.
alter table cancellation add column parts text;
