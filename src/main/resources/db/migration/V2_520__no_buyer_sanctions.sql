-- A27: the buyer of an order imposes no sanction about it. The release before writes no buyer here.
alter table sanction add constraint no_buyer_sanctions check (decided_by_machine or decided_by is distinct from buyer_id
    or buyer_id is null) not valid;
