-- A26: what whoever decided had before them, where another person has to approve it: it is not approved when that has changed.
alter table case_decision add column order_print text;
