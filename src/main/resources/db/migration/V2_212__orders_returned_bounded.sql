alter table orders add constraint returned_within_payments
    check (charged_back >= 0 and refunded + charged_back <= paid) not valid;
