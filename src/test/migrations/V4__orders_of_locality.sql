-- Without "if not exists": what a failed run left behind is no index.
create index concurrently orders_of_locality on orders (ship_to_locality);
