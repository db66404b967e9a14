alter table payment validate constraint verified_amount_positive;
