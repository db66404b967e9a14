alter table order_line add constraint returned_have_left check (returned between 0 and cancelled) not valid;
