-- A20: what it is for, as JSON: units of lines, shipping, goodwill. Null in what the release before wrote.
alter table refund add column purposes text;
