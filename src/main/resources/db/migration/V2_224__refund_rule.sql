-- A20a: by which rule, where it is the rule's and nobody's act.
alter table refund add column rule text;
