alter table seller_entry add constraint seller_entry_order_id_fkey
    foreign key (order_id) references orders not valid;
