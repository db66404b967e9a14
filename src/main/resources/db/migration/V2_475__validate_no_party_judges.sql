alter table sanction validate constraint no_party_judges;
