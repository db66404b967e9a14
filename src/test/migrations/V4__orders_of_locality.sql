create index concurrently if not exists orders_of_locality on orders (ship_to_locality);
