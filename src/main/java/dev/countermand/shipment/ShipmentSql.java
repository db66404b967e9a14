package dev.countermand.shipment;

import dev.countermand.shipment.correction.ShipmentNumbers;

/** What asks for many parcels at once: the keys as one array, so that a statement is the same for any number of them. */
final class ShipmentSql {

    private ShipmentSql() {}

    /** The table of numbers is of another room, and HQL has no union along an index each. */
    static final String ORDERS_WITH =
            "select order_id, carrier, tracking_number from shipment where tracking_number = any(:numbers) union "
                    + ShipmentNumbers.PROPOSING + " order by order_id";

    /** A batch of orders is completed without its parcels being loaded. */
    static final String SETTLE = "update shipment set settled = true, version = version + 1"
            + " where order_id = any(:orders) and not settled";
}
