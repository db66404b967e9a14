alter table order_line validate constraint a_line_goes_back_once;
