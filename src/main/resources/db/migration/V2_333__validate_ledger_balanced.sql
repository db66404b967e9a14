alter table ledger_balance validate constraint balanced_in_all;
