-- An order whose decided case is under appeal can have another case about a parcel.
create unique index concurrently one_undecided_case on review_case (order_id)
    where status not in ('DECIDED', 'APPEALED', 'CLOSED');
