-- A12: whether a seller had no stock of the same goods before, without their other requests.
create index concurrently cancellation_out_of_stock on cancellation (seller_id, requested_at)
    where reason = 'OUT_OF_STOCK' and seller_sees = 'SELLER';
