-- The release before leaves both as they are, whatever it does to the other counts.
alter table order_line add constraint delivered_was_carried
    check (delivered between 0 and carried and carried <= quantity) not valid;
