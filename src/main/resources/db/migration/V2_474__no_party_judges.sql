-- A27: nobody judges an appeal about an order of their own. The release before writes no buyer here.
alter table sanction add constraint no_party_judges
    check (appeal_decided_by is distinct from buyer_id or appeal_decided_by is null) not valid;
