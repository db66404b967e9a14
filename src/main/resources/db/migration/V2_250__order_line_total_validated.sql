alter table order_line validate constraint a_line_costs_its_total;
