alter table order_line validate constraint delivered_was_carried;
