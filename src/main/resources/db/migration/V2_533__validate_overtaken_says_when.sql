alter table case_decision validate constraint overtaken_says_when;
