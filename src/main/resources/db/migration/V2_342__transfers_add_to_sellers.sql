create trigger seller_balance_added after insert on ledger_transfer
    referencing new table as added for each statement execute function seller_balance_added();
