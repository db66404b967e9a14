-- A20: a line costs no more than its units one by one, and never gives back more than it costs.
alter table order_line add constraint a_line_costs_its_total
    check (total between given_back and quantity * unit_price) not valid;
