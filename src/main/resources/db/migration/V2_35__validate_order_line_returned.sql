alter table order_line validate constraint returned_have_left;
