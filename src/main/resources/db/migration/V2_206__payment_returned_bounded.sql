-- A20a: the same money goes back by a refund or by the bank, never by both.
alter table payment add constraint returned_within_captured
    check (charged_back >= 0 and refunded + charged_back <= case state when 'CAPTURED' then amount else 0 end) not valid;
