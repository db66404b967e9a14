package dev.countermand.dispute;

/** Parcels that take goods back: two disputes may name one at once, so what is there is looked at where it is written. */
final class DisputeSql {

    private DisputeSql() {}

    /** One row at most, for one pair of seller and buyer; an older one gives way. */
    static final String CLAIM_PARCEL = """
        insert into return_parcel as known (carrier, tracking_number, seller_id, buyer_id, told_at)
        values (:carrier, :number, :seller, :buyer, :now)
        on conflict (carrier, tracking_number) do update
            set seller_id = excluded.seller_id, buyer_id = excluded.buyer_id,
                told_at = excluded.told_at
            where known.told_at < :recycled
                or (known.seller_id = excluded.seller_id and known.buyer_id = excluded.buyer_id)
        """;

    static final String RELEASE_PARCEL = """
        delete from return_parcel
        where carrier = :carrier and tracking_number = :number
            and seller_id = :seller and buyer_id = :buyer
            and not exists (select 1 from dispute other
                where other.return_carrier = :carrier
                    and other.return_tracking_number = :number
                    and other.order_id <> :order)
        """;

    /** As {@code ParcelOfOrder} asks. That there is a number is said again for the planner: the index has only such rows. */
    static final String RETURNING = """
            select order_id, return_carrier, return_tracking_number from dispute
            where return_tracking_number = any(:numbers) and return_tracking_number is not null and ended_at is null
            order by order_id
            """;
}
