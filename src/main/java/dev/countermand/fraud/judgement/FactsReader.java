package dev.countermand.fraud.judgement;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.query.Columns;
import dev.countermand.database.query.OneColumn;
import dev.countermand.detector.Facts;
import dev.countermand.detector.Facts.MarketFacts;
import dev.countermand.detector.Facts.Movement;
import dev.countermand.detector.Facts.NumberFacts;
import dev.countermand.detector.Facts.ReusedDocument;
import dev.countermand.detector.Facts.SellerFacts;
import dev.countermand.detector.OtherShipment;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the facts of all shipments of many orders in one statement, as they were at one moment. */
@ApplicationScoped
public class FactsReader {

    /** Where the columns of another shipment begin. */
    private static final int OTHER = 47;

    /** Shipments declared by {@code asOf} of these orders, in the order of declaration; later scans are not there. */
    public Uni<List<Candidate>> ofOrders(List<String> orderIds, Instant asOf) {
        return orderIds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : read(FactsSql.OF_ORDERS, "orders", orderIds.toArray(String[]::new), asOf);
    }

    /** The same of one order. */
    @NeedsTransaction
    Uni<List<Candidate>> ofOrder(String orderId, Instant asOf) {
        return Panache.getSession()
                .chain(session ->
                        OneColumn.of(session, FactsSql.PLAN_ONCE, String.class).getSingleResult())
                .chain(() -> read(FactsSql.OF_ORDER, "order", orderId, asOf));
    }

    private static Uni<List<Candidate>> read(String statement, String which, Object orders, Instant asOf) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(statement, Object[].class)
                        .setParameter("asOf", asOf)
                        .setParameter(which, orders)
                        .getResultList())
                .map(rows -> candidates(rows, asOf));
    }

    /**
     * Other orders that have a number or a document in common with this one: of each the latest, at most
     * {@link FactsSql#OTHERS_AT_MOST}.
     */
    Uni<List<String>> ordersSharing(String orderId) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, FactsSql.SHARING, String.class)
                        .setParameter("order", orderId)
                        .setParameter("most", FactsSql.OTHERS_AT_MOST)
                        .getResultList());
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
        List<OtherShipment> others = group.stream()
                .filter(row -> row[OTHER] != null)
                .map(row -> other(new Columns(row, OTHER)))
                .toList();
        Columns row = new Columns(group.getFirst(), 0);
        Facts facts = new Facts(
                row.text(),
                row.id(),
                row.text(),
                row.count(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.moment(),
                row.momentOrNull(),
                row.moment(),
                row.momentOrNull(),
                row.textOrNull(),
                row.text(),
                row.text(),
                row.flag(),
                movement(row),
                number(row),
                seller(row),
                market(row),
                days(row.textOrNull()),
                documents(row),
                asOf,
                others);
        return new Candidate(facts, row.flag(), row.flag());
    }

    private static Movement movement(Columns row) {
        return new Movement(
                row.momentOrNull(),
                row.textOrNull(),
                row.momentOrNull(),
                row.momentOrNull(),
                row.textOrNull(),
                row.textOrNull());
    }

    private static NumberFacts number(Columns row) {
        return new NumberFacts(
                row.flagOrNull(),
                row.flag(),
                row.flag(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.count(),
                row.count());
    }

    private static SellerFacts seller(Columns row) {
        Long handling = row.longOrNull();
        return new SellerFacts(handling, row.count(), row.count(), row.count(), row.count(), row.count());
    }

    private static MarketFacts market(Columns row) {
        return new MarketFacts(row.count(), row.count(), row.count(), row.count());
    }

    private static List<LocalDate> days(@Nullable String days) {
        return days == null
                ? List.of()
                : Arrays.stream(days.split(",")).map(LocalDate::parse).toList();
    }

    private static List<ReusedDocument> documents(Columns row) {
        String sha256 = row.textOrNull();
        Instant givenAt = row.momentOrNull();
        String otherOrder = row.textOrNull();
        Instant otherGivenAt = row.momentOrNull();
        return sha256 == null || givenAt == null || otherOrder == null || otherGivenAt == null
                ? List.of()
                : List.of(new ReusedDocument(sha256, givenAt, otherOrder, otherGivenAt));
    }

    private static OtherShipment other(Columns row) {
        return new OtherShipment(
                row.text(), row.id(), row.text(), row.text(), row.text(), row.moment(), row.text(), row.textOrNull());
    }
}
