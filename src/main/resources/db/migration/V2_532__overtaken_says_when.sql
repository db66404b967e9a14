-- The release before knows no decisions, so it writes none that was overtaken.
alter table case_decision add constraint overtaken_says_when
    check ((status = 'OVERTAKEN') = (overtaken_at is not null)) not valid;
