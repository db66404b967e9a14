alter table payment validate constraint returned_within_captured;
