package dev.countermand.fraud.sweep;

import dev.countermand.detector.rule.Reach;
import java.time.Duration;
import java.util.List;

/**
 * The statement that sifts a range: it reads every shipment under way once and lets through the orders of which some
 * detector might find something, or of which something is known that might be over. It lets too many through rather than
 * one too few; detectors judge those in memory. What it costs is what a sweep costs.
 *
 * <p>Its text has the figures of the rules as literals. Bounds are on the key, the leading column of every index that it
 * may use; each correlated part is one look-up in an index.
 */
final class Sieve {

    /** Which orders a range is about. */
    enum Shape {
        /** From one order to another, which begins the next range. */
        BETWEEN,
        /** From one order on. */
        FROM,
        /** Those of which shipments changed from one moment to another. */
        CHANGED,
        /** Those that the range names. */
        NAMED
    }

    private Sieve() {}

    static Shape shape(RangeLease.Bounds bounds) {
        return switch (bounds) {
            case RangeLease.Bounds.Orders orders -> orders.end() == null ? Shape.FROM : Shape.BETWEEN;
            case RangeLease.Bounds.Changes ignored -> Shape.CHANGED;
            case RangeLease.Bounds.Named ignored -> Shape.NAMED;
        };
    }

    /** The orders of a range, as a condition on the column of an alias, which for changes is a shipment's. */
    static String within(Shape shape, String alias) {
        return switch (shape) {
            case BETWEEN -> "%1$s.order_id >= :first and %1$s.order_id < :end".formatted(alias);
            case FROM -> "%s.order_id >= :first".formatted(alias);
            case CHANGED -> "%1$s.changed_at >= :firstChange and %1$s.changed_at < :endChange".formatted(alias);
            case NAMED ->
                "%s.order_id = any(array(select unnest(r.orders) from sweep_range r where r.sweep_id = :sweep and r.no = :no))"
                        .formatted(alias);
        };
    }

    /**
     * Rows of: shipments examined, those of them whose order has ended, an order to be judged (null when there is none).
     * Parameters besides the bounds: {@code upTo}, {@code now}, and {@code waitingSince}, the latest declaration for which
     * a missing scan may be a signal.
     */
    static String statement(Shape shape, Reach reach) {
        boolean keyed = shape == Shape.BETWEEN || shape == Shape.FROM;
        return """
                select seen.examined, seen.ended, odd.order_id
                from (
                    select %scount(*) examined, count(*) filter (where o.order_id is null) ended,
                        array_agg(s.order_id) filter (where o.order_id is not null and (%s)) odd
                    from %s
                    left join orders o on o.order_id = s.order_id and o.closed_at is null%s) seen
                left join lateral unnest(seen.odd || array(%s)) odd (order_id) on true
                """.formatted(
                        shape == Shape.CHANGED ? "array_agg(s.order_id) orders, " : "",
                        suspicious(shape, reach),
                        shipments(shape),
                        keyed ? " and " + within(shape, "o") : "",
                        String.join(") || array(", known(shape, reach)));
    }

    /**
     * What tells of orders besides their shipments. That a shipment changes says nothing of evidence and of requests: which
     * documents were given again lately the cut has found.
     */
    private static List<String> known(Shape shape, Reach reach) {
        return shape == Shape.CHANGED
                ? List.of(standing(shape), shared(shape))
                : List.of(standing(shape), reusedEvidence(shape), pressed(shape, reach), shared(shape));
    }

    /** What has changed is sorted first: along the key, looking up the orders takes two thirds of the time. */
    private static String shipments(Shape shape) {
        return "(select * from shipment s where not s.settled and s.declared_at <= :upTo and %s%s) s"
                .formatted(within(shape, "s"), shape == Shape.CHANGED ? " order by s.order_id offset 0" : "");
    }

    /** The orders that the range has read, as a condition on another table's alias. */
    private static String read(Shape shape, String alias) {
        return shape == Shape.CHANGED ? alias + ".order_id = any(seen.orders)" : within(shape, alias);
    }

    /**
     * Where ranges go by the key, the cut has told who shares numbers and accounts; whose account it is does not change with
     * the shipment.
     */
    private static String suspicious(Shape shape, Reach reach) {
        String alone = String.join(" or ", unmoved(), scans(reach), destination(reach), speed(reach));
        String notAccepted = "(s.accepted_at is null or s.accepted_at > :now) and ";
        String numbers = " or " + notAccepted + "not s.number_tracked and " + number(reach);
        return switch (shape) {
            case BETWEEN, FROM -> alone + " or " + notAccepted + SHIPPER;
            case CHANGED -> alone + " or s.id >= :newest and " + SHIPPER + numbers;
            case NAMED -> alone + " or " + SHIPPER + numbers;
        };
    }

    /** F1, F2, F4, F11: nothing has moved. What was accepted later than now has not been accepted yet. */
    private static String unmoved() {
        return """
                ((s.accepted_at is null or s.accepted_at > :now) and (s.contested_request_at is not null
                    or s.number_tracked and s.declared_at <= :waitingSince or not s.number_valid and s.number_certain))""";
    }

    /**
     * F5, F9. Most are told apart by comparing two columns; to reckon with times costs several times as much. Here and
     * below, "is true" ends it where something is not known: "unknown and" would go on.
     */
    private static String scans(Reach reach) {
        return "(s.first_scan_at < o.placed_at) is true and s.first_scan_at < o.placed_at - "
                + interval(reach.scanEarlierBy())
                + " or (s.first_scan_country <> o.ship_from_country) is true"
                + " and upper(s.first_scan_country) <> upper(o.ship_from_country)";
    }

    /** F6. */
    private static String destination(Reach reach) {
        return elsewhere("s.delivered_country", "s.delivered_postal_code", reach)
                + " or s.number_valid and s.number_certain and ("
                + elsewhere("s.number_country", "s.number_postal_code", reach) + ")";
    }

    private static String elsewhere(String country, String postalCode, Reach reach) {
        return "(%1$s <> o.ship_to_country) is true and upper(%1$s) <> upper(o.ship_to_country)".formatted(country)
                + " or (%1$s <> o.ship_to_postal_code) is true and (%2$s <> %3$s or %4$s <> %5$s or %4$s = '')"
                        .formatted(
                                postalCode,
                                region(plain(postalCode), reach),
                                region(plain("o.ship_to_postal_code"), reach),
                                region(withoutZeros(postalCode), reach),
                                region(withoutZeros("o.ship_to_postal_code"), reach));
    }

    private static String region(String postalCode, Reach reach) {
        return "left(%s, %s)".formatted(postalCode, reach.postalCharacters());
    }

    /** As the detector compares: without blanks and hyphens, in capitals. */
    private static String plain(String postalCode) {
        return "upper(translate(%s, E' \\t\\n\\x0b\\f\\r-', ''))".formatted(postalCode);
    }

    private static String withoutZeros(String postalCode) {
        return "ltrim(%s, '0')".formatted(plain(postalCode));
    }

    /** F7. */
    private static String speed(Reach reach) {
        return "(s.delivered_at < s.declared_at) is true and s.delivered_at < s.declared_at - "
                + interval(reach.deliveredEarlierBy())
                + " or (s.first_scan_at < s.delivered_at) is true and s.delivered_at < s.first_scan_at + case"
                + " when coalesce(s.first_scan_country, o.ship_from_country) = s.delivered_country then "
                + interval(reach.withinCountry()) + " else " + interval(reach.abroad()) + " end";
    }

    /** F8: never their own parcels under the account, but another's. */
    private static final String SHIPPER = """
            s.shipper_id is not null
                and not exists (select from shipment t where t.shipper_id = s.shipper_id and t.carrier = s.carrier
                    and t.seller_id = s.seller_id and t.order_id <> s.order_id and t.accepted_at <= :now)
                and (exists (select from shipment t where t.shipper_id = s.shipper_id and t.carrier = s.carrier
                        and t.seller_id < s.seller_id and t.accepted_at is not null)
                    or exists (select from shipment t where t.shipper_id = s.shipper_id and t.carrier = s.carrier
                        and t.seller_id > s.seller_id and t.accepted_at is not null))""";

    /**
     * F3: the cut has told who shares a number, but an incremental one only where a declaration is new. Of the others
     * those without a scan come due, and are let through as such, unless nobody scans their kind.
     */
    private static String number(Reach reach) {
        return "exists (select from shipment t where t.tracking_number = s.tracking_number and t.carrier = s.carrier and "
                + near(reach) + ")";
    }

    /** Another order under the number, at a time that matters, for another buyer or another address. */
    private static String near(Reach reach) {
        return """
                t.declared_at > s.declared_at - %1$s and t.declared_at < s.declared_at + %1$s
                    and t.order_id <> s.order_id
                    and exists (select from orders p where p.order_id = t.order_id
                        and (p.buyer_id, p.ship_to_country, p.ship_to_postal_code)
                            <> (o.buyer_id, o.ship_to_country, o.ship_to_postal_code))""".formatted(interval(reach.recycledAfter()));
    }

    private static String shared(Shape shape) {
        return "select w.order_id from sweep_shared w where w.sweep_id = :sweep and " + read(shape, "w");
    }

    /**
     * Keeps the orders with somebody else's number (F3) or account (F8) for a sweep. Numbers are read once along their
     * index, with a look at those few that are there twice, and those fewer that were put right (P4); so are the accounts under which parcels were accepted, which
     * tell of accepted parcels.
     */
    static String findShared(Reach reach) {
        return """
                insert into sweep_shared (sweep_id, order_id)
                select cast(:id as uuid), s.order_id
                from (select tracking_number, carrier from shipment
                    group by tracking_number, carrier having count(*) > 1 offset 0) twice
                join shipment s on s.tracking_number = twice.tracking_number and s.carrier = twice.carrier and not s.settled
                join orders o on o.order_id = s.order_id and o.closed_at is null
                where exists (select from shipment t
                    where t.tracking_number = twice.tracking_number and t.carrier = twice.carrier and %s)
                union
                select cast(:id as uuid), both_orders.order_id
                from shipment_number n
                join (select order_id, tracking_number, carrier from shipment
                    union all select order_id, tracking_number, carrier from shipment_number where state = 'REPLACED') t
                    on t.tracking_number = n.tracking_number and t.carrier = n.carrier and t.order_id <> n.order_id
                cross join lateral unnest(array[n.order_id, t.order_id]) both_orders (order_id)
                join orders o on o.order_id = both_orders.order_id and o.closed_at is null
                where n.state = 'REPLACED'
                union
                select cast(:id as uuid), account.first_order
                from (select min(order_id) first_order, max(order_id) last_order,
                        count(*) over (partition by shipper_id, carrier) sellers
                    from shipment where shipper_id is not null and accepted_at is not null and accepted_at <= :now
                    group by shipper_id, carrier, seller_id offset 0) account
                where first_order = last_order and sellers > 1
                    and exists (select from shipment t where t.order_id = first_order and not t.settled)
                """.formatted(near(reach));
    }

    /** What is known may be over. Here and below, "offset 0" keeps a look-up from becoming a join with a whole table. */
    private static String standing(Shape shape) {
        return "select f.order_id from finding f where f.cleared_at is null and %s".formatted(read(shape, "f"))
                + " and exists (select from shipment t where t.order_id = f.order_id and not t.settled offset 0)";
    }

    /** F10. */
    private static String reusedEvidence(Shape shape) {
        return "select e.order_id from evidence e where %s".formatted(read(shape, "e"))
                + " and exists (select from evidence d where d.sha256 = e.sha256 and (d.given_at, d.id) < (e.given_at, e.id)"
                + " and d.order_id <> e.order_id offset 0)";
    }

    /** F12. */
    private static String pressed(Shape shape, Reach reach) {
        return "select c.order_id from cancellation c where (c.seller_asked or c.true_reason <> c.reason) and %s"
                        .formatted(read(shape, "c"))
                + " and exists (select from seller_profile p where p.seller_id = c.seller_id and p.reporters >= "
                + reach.reporters() + " offset 0)";
    }

    private static String interval(Duration length) {
        return "interval '" + length.toNanos() / 1_000 + " microseconds'";
    }

    /** Shipments of orders that have ended: nobody looks for them any more. */
    static String settle(Shape shape) {
        return "update shipment s set settled = true, version = s.version + 1 from orders o where o.order_id = s.order_id"
                + " and o.closed_at is not null and not s.settled and " + within(shape, "s")
                + (shape == Shape.CHANGED ? "" : " and " + within(shape, "o"));
    }
}
