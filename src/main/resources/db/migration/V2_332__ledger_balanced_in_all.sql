alter table ledger_balance add constraint balanced_in_all check (received <= 0 and provider + buyer + escrow + seller
    + platform + carrier_costs + claim_on_buyer + claim_on_seller + outstanding + chargeback + suspense + settled + paid_out
    + received = 0) not valid;
