-- A22: by which the buyer's bank finds the money, once the provider says so.
alter table refund add column bank_reference text;
