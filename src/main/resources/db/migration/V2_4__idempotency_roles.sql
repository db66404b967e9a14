-- In which roles the caller sent the key: somebody who is a buyer and a seller does not get the one's answer as the other.
-- Null in what the release before wrote.
alter table idempotency_key add column roles text;
