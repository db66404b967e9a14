alter table orders add constraint shipping_goes_back_once
    check (shipping_given_back between 0 and shipping_fee) not valid;
