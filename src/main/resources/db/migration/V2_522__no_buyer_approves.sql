-- A27: nor do they approve one. The release before writes no buyer here.
alter table sanction add constraint no_buyer_approves
    check (approved_by is null or approved_by is distinct from buyer_id) not valid;
