-- C3, A24: below zero, what came in for claims beside payment providers; replicas of the release before leave it at nothing.
alter table ledger_balance add column received bigint not null default 0;
