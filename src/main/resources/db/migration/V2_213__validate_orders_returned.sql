alter table orders validate constraint returned_within_payments;
