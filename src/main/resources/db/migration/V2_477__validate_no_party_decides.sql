alter table review_case validate constraint no_party_decides;
