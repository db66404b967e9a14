alter table payment add constraint verified_amount_positive check (verified_amount > 0) not valid;
