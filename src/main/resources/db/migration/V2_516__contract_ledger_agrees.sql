-- No trigger calls it any more.
drop function ledger_agrees();
