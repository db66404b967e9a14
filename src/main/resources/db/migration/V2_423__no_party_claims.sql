-- A26: nobody handles a case to which they are a party.
-- Staff have ids of their own, so the release before writes nothing like that.
alter table review_case add constraint no_party_claims
    check (claim_token is null or (assignee is distinct from seller_id and assignee is distinct from buyer_id)) not valid;
