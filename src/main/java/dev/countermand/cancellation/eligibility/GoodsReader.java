package dev.countermand.cancellation.eligibility;

import dev.countermand.database.query.Columns;
import dev.countermand.dispute.state.DisputedParcel;
import dev.countermand.order.Order;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.tracking.event.ParcelNumber;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the parcels that decide about an order's cancellation, which the rooms above this one write. */
@ApplicationScoped
public class GoodsReader {

    /** Each parcel with what is still in it: a row for each line, and one of no line where nobody has said what is in it. */
    private static final String PARCELS = """
            select s.id, s.carrier, s.tracking_number, s.declared_at,
                coalesce(s.handed_over_at, s.delivered_at) is not null, s.accepted_at is not null,
                coalesce(s.last_status = 'RETURNED', false), s.lost_at is not null, l.line, l.quantity - l.gone
            from shipment s
            left join shipment_line l on l.order_id = s.order_id and l.shipment_id = s.id
            where s.order_id = :order
            order by s.declared_at, s.id
            """;

    /** The parcels that an order still has something in, in the order of declaration; asks nobody where there are none. */
    public Uni<List<DisputedParcel>> parcels(Order order) {
        if (!order.hadParcels() || order.status().ended()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PARCELS, Object[].class)
                        .setParameter("order", order.id())
                        .getResultList())
                .map(rows -> parcels(order, rows));
    }

    private static List<DisputedParcel> parcels(Order order, List<Object[]> rows) {
        Map<UUID, List<Object[]>> byParcel = new LinkedHashMap<>();
        rows.forEach(row -> byParcel.computeIfAbsent((UUID) row[0], ignored -> new ArrayList<>())
                .add(row));
        Map<UUID, DisputedParcel.Declared> declared = new LinkedHashMap<>();
        byParcel.forEach((id, its) -> declared.put(id, declared(its.getFirst())));
        return DisputedParcel.of(
                order,
                byParcel.entrySet().stream()
                        .map(parcel -> parcel(parcel.getKey(), parcel.getValue()))
                        .toList(),
                declared);
    }

    private static DisputedParcel.Declared declared(Object[] row) {
        return new DisputedParcel.Declared(new ParcelNumber((String) row[1], (String) row[2]), moment(row[3]));
    }

    private static Parcel parcel(UUID id, List<Object[]> rows) {
        Object[] any = rows.getFirst();
        Map<Integer, Integer> units = UnitCounts.sum(rows.stream().flatMap(GoodsReader::units));
        boolean unknown = any[8] == null;
        ParcelState told = ParcelState.of((Boolean) any[4], (Boolean) any[5], (Boolean) any[6], (Boolean) any[7]);
        ParcelState state = told == ParcelState.DECLARED && !unknown && units.isEmpty() ? ParcelState.VOID : told;
        return new Parcel(id, units, unknown, state, null, null, false);
    }

    private static Stream<Map<Integer, Integer>> units(Object[] row) {
        @Nullable Number line = (Number) row[8];
        int held = row[9] == null ? 0 : ((Number) row[9]).intValue();
        return line == null || held <= 0 ? Stream.empty() : Stream.of(Map.of(line.intValue(), held));
    }

    private static Instant moment(@Nullable Object at) {
        return Objects.requireNonNull(Columns.moment(at));
    }
}
