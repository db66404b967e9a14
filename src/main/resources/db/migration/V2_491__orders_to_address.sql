-- What else went to the address of a case's order.
create index concurrently orders_to_address on orders (ship_to_country, ship_to_postal_code, placed_at desc, order_id);
