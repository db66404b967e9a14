package dev.countermand.fraud;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the facts of all shipments of many orders in one statement, as they were at one moment. */
@ApplicationScoped
class FactsReader {

    /**
     * Other shipments under one number that are looked at, on each side of this one in time, the nearest first. A number
     * that somebody wrote on thousands of orders must not make a sweep crawl; one other order decides as well as all.
     */
    static final int OTHERS_AT_MOST = 20;

    private static final String FACTS = """
            select s.order_id, s.id, s.seller_id, o.buyer_id, s.carrier, s.tracking_number, o.placed_at, s.declared_at,
                s.contested_request_at,
                case when s.first_scan_at <= :asOf then s.first_scan_at end,
                case when s.accepted_at <= :asOf then s.accepted_at end,
                o.ship_to_country, o.ship_to_postal_code, o.market, o.policy_version,
                o.closed_at is not null and o.closed_at <= :asOf,
                o.frozen_at is not null and o.frozen_at <= :asOf,
                other.order_id, other.id, other.buyer_id, other.ship_to_country, other.ship_to_postal_code,
                other.declared_at, other.seller_id
            from shipment s
            join orders o on o.order_id = s.order_id
            left join lateral (
                select t.order_id, t.id, t.declared_at, t.seller_id, p.buyer_id, p.ship_to_country, p.ship_to_postal_code
                from (
                    (select order_id, id, declared_at, seller_id from shipment
                     where tracking_number = s.tracking_number and carrier = s.carrier and order_id <> s.order_id
                         and declared_at <= s.declared_at
                     order by declared_at desc limit :most)
                    union all
                    (select order_id, id, declared_at, seller_id from shipment
                     where tracking_number = s.tracking_number and carrier = s.carrier and order_id <> s.order_id
                         and declared_at > s.declared_at and declared_at <= :asOf
                     order by declared_at limit :most)) t
                join orders p on p.order_id = t.order_id
                where (p.buyer_id, p.ship_to_country, p.ship_to_postal_code)
                    <> (o.buyer_id, o.ship_to_country, o.ship_to_postal_code)) other on true
            where s.order_id = any(:orders) and s.declared_at <= :asOf and s.carrier <> 'own'
            order by s.order_id, s.declared_at, s.id
            """;

    /** Shipments declared by {@code asOf} of these orders, in the order of declaration; later scans are not there. */
    Uni<List<Candidate>> ofOrders(List<String> orderIds, Instant asOf) {
        if (orderIds.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(FACTS, Object[].class)
                        .setParameter("asOf", asOf)
                        .setParameter("most", OTHERS_AT_MOST)
                        .setParameter("orders", orderIds.toArray(String[]::new))
                        .getResultList())
                .map(rows -> candidates(rows, asOf));
    }

    /** A shipment comes in as many rows as there are others with its number. */
    private static List<Candidate> candidates(List<Object[]> rows, Instant asOf) {
        Map<UUID, List<Object[]>> byShipment = new LinkedHashMap<>();
        for (Object[] row : rows) {
            byShipment
                    .computeIfAbsent((UUID) row[1], ignored -> new ArrayList<>())
                    .add(row);
        }
        return byShipment.values().stream().map(group -> candidate(group, asOf)).toList();
    }

    private static Candidate candidate(List<Object[]> group, Instant asOf) {
        Object[] row = group.getFirst();
        List<OtherShipment> others = group.stream()
                .filter(line -> line[17] != null)
                .map(FactsReader::other)
                .toList();
        Facts facts = new Facts(
                text(row[0]),
                (UUID) row[1],
                text(row[2]),
                text(row[3]),
                text(row[4]),
                text(row[5]),
                moment(row[6]),
                moment(row[7]),
                momentOrNull(row[8]),
                momentOrNull(row[9]),
                momentOrNull(row[10]),
                text(row[11]),
                text(row[12]),
                asOf,
                others);
        return new Candidate(facts, text(row[13]), ((Number) row[14]).intValue(), (Boolean) row[15], (Boolean) row[16]);
    }

    private static OtherShipment other(Object[] row) {
        return new OtherShipment(
                text(row[17]),
                (UUID) row[18],
                text(row[19]),
                text(row[20]),
                text(row[21]),
                moment(row[22]),
                text(row[23]));
    }

    private static String text(Object value) {
        return (String) value;
    }

    static Instant moment(Object value) {
        return Objects.requireNonNull(momentOrNull(value));
    }

    private static @Nullable Instant momentOrNull(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            default -> throw new IllegalStateException("not a moment: " + value.getClass());
        };
    }
}
