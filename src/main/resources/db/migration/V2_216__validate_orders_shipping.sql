alter table orders validate constraint shipping_goes_back_once;
