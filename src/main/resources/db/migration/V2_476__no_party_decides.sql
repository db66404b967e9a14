-- A26: nobody decides a case to which they are a party.
-- Staff have ids of their own, so the release before writes nothing like that.
alter table review_case add constraint no_party_decides
    check (decided_by is null or (decided_by is distinct from seller_id and decided_by is distinct from buyer_id)) not valid;
