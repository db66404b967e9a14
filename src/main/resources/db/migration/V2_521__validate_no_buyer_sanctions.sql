alter table sanction validate constraint no_buyer_sanctions;
