package dev.countermand.overview;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statement that finds the orders that all facts fit. It begins where one of them leads along an index, and looks at no more than
 * a bounded number from there; what a caller has sent is always a parameter.
 */
final class LookupSql {

    /** Orders that may fit: two of different buyers are as good as all. */
    static final int MOST = 20;

    /** Orders of one buyer that are compared, the newest. */
    private static final int OF_BUYER = 500;

    /** Orders to one postal code that are compared, the newest. */
    private static final int TO_PLACE = 2_000;

    /** An erasure leaves this in the place of a postal code. */
    private static final String ERASED = "-";

    /** A statement with the values of its parameters. */
    record Statement(String text, Map<String, Object> values) {}

    private LookupSql() {}

    static Statement of(BuyerLookup.Facts facts) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> where = new ArrayList<>();
        String from = from(facts);
        if (facts.orderId() != null) {
            where.add("o.order_id = :order");
            values.put("order", facts.orderId());
        }
        if (facts.buyerId() != null) {
            where.add("o.buyer_id = :buyer");
            values.put("buyer", facts.buyerId());
        }
        if (facts.trackingNumber() != null) {
            where.add(
                    "(exists (select from shipment s where s.order_id = o.order_id and s.tracking_number = :number)"
                            + " or exists (select from shipment_number n where n.order_id = o.order_id and n.tracking_number = :number))");
            values.put("number", facts.trackingNumber());
        }
        if (facts.place() != null) {
            where.add("o.ship_to_country = :country and o.ship_to_postal_code = :postal and o.ship_to_postal_code <> '"
                    + ERASED + "'");
            values.put("country", facts.place().country());
            values.put("postal", facts.place().postalCode());
        }
        if (facts.paid() != null) {
            where.add("o.paid = :paid and o.currency = :currency");
            values.put("paid", facts.paid().minor());
            values.put("currency", facts.paid().currency().code());
        }
        if (facts.placedOn() != null) {
            where.add("o.placed_at >= :dayFrom and o.placed_at < :dayTo");
            values.put("dayFrom", facts.placedOn().minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            values.put("dayTo", facts.placedOn().plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        return new Statement(
                "select o.order_id, o.buyer_id from " + from + " where " + String.join(" and ", where)
                        + " order by o.placed_at desc, o.order_id limit " + MOST,
                values);
    }

    /** The orders from which it begins: the fewest that one fact leads to. */
    private static String from(BuyerLookup.Facts facts) {
        if (facts.orderId() != null) {
            return "orders o";
        }
        if (facts.trackingNumber() != null) {
            return "(select order_id from (select order_id from shipment where tracking_number = :number"
                    + " union select order_id from shipment_number where tracking_number = :number) named limit "
                    + OF_BUYER + ") named join orders o on o.order_id = named.order_id";
        }
        return facts.buyerId() != null
                ? "(select * from orders where buyer_id = :buyer order by placed_at desc limit " + OF_BUYER + ") o"
                : "(select * from orders where ship_to_country = :country and ship_to_postal_code = :postal"
                        + " order by placed_at desc limit " + TO_PLACE + ") o";
    }
}
