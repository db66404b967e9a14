alter table order_line add constraint a_line_goes_back_once
    check (given_back between 0 and quantity * unit_price) not valid;
