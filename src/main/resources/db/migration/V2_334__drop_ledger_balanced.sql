-- Without what was received it is not zero, once something was.
alter table ledger_balance drop constraint balanced;
