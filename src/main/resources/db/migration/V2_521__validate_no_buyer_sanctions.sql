alter table sanction validate constraint no_buyer_sanctions;
alter table sanction validate constraint no_buyer_approves;
