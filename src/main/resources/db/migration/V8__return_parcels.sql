-- A19: one parcel takes back the goods of one buyer to one seller. The key belongs to no order, so two disputes that name
-- the same parcel at once meet here.
create table return_parcel (
    carrier         text        not null,
    tracking_number text        not null,
    seller_id       text        not null,
    buyer_id        text        not null,
    told_at         timestamptz not null,
    primary key (carrier, tracking_number)
);
insert into return_parcel (carrier, tracking_number, seller_id, buyer_id, told_at)
select distinct on (return_carrier, return_tracking_number)
    return_carrier, return_tracking_number, seller_id, buyer_id, return_sent_at
from dispute
where return_tracking_number is not null
order by return_carrier, return_tracking_number, return_sent_at;
