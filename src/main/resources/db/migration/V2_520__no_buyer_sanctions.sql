-- A27: the buyer of an order imposes and approves no sanction about it. The release before writes no buyer here.
alter table sanction add constraint no_buyer_sanctions check (decided_by_machine or decided_by is distinct from buyer_id
    or buyer_id is null) not valid;
alter table sanction add constraint no_buyer_approves check (approved_by is null or approved_by is distinct from buyer_id) not valid;
