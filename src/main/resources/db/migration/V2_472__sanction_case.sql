-- A27: the case whose decision a sanction is part of; an appeal against it is the case's, too.
alter table sanction add column case_id uuid;
