package dev.countermand.shipment.correction;

import dev.countermand.database.Steps;
import dev.countermand.database.query.Among;
import dev.countermand.tracking.event.ParcelNumber;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** P4: the numbers of parcels in the database. Whoever writes has the order locked. */
@ApplicationScoped
public class ShipmentNumbers implements PanacheRepositoryBase<ShipmentNumberRow, ShipmentNumberRow.Key> {

    /** For whose parcels one of the {@code :numbers} is proposed: they get its events, together with whoever has it. */
    public static final String PROPOSING = "select order_id, carrier, tracking_number from shipment_number"
            + " where tracking_number = any(:numbers) and state = 'PROPOSED'";

    /**
     * A number as somebody names it.
     *
     * @param by the seller's id
     */
    public record Named(ParcelNumber number, Instant at, String by) {}

    /** The histories of these orders' parcels that have one, by shipment. */
    public Uni<Map<UUID, NumberHistory>> ofOrders(List<String> orderIds) {
        Among orders = Among.of("orderId", orderIds);
        return list(orders + " order by orderId, shipmentId, no", orders.parameters())
                .map(rows -> rows.stream()
                        .map(ShipmentNumberRow::toNumber)
                        .collect(Collectors.groupingBy(
                                ShipmentNumber::shipmentId,
                                Collectors.collectingAndThen(Collectors.toList(), NumberHistory::new))));
    }

    /** Of one parcel. */
    public Uni<NumberHistory> of(String orderId, UUID shipmentId) {
        return ofOrders(List.of(orderId)).map(all -> all.getOrDefault(shipmentId, NumberHistory.NONE));
    }

    /** Another number is in force from now on; the first one comes on record with the first that replaces it. */
    public Uni<Void> putRight(
            String orderId, UUID shipmentId, NumberHistory known, Named first, Named next, Instant now) {
        return end(orderId, shipmentId, known, NumberState.IN_FORCE, NumberState.REPLACED, null, now)
                .chain(() -> end(orderId, shipmentId, known, NumberState.PROPOSED, NumberState.WITHDRAWN, null, now))
                .chain(() -> firstOnRecord(orderId, shipmentId, known, first, now))
                .chain(() -> add(orderId, shipmentId, nextNo(known), next, NumberState.IN_FORCE));
    }

    /** The seller proposes it; what they proposed before, they do not any more. */
    public Uni<Void> propose(
            String orderId, UUID shipmentId, NumberHistory known, Named first, Named next, Instant now) {
        return end(orderId, shipmentId, known, NumberState.PROPOSED, NumberState.WITHDRAWN, null, now)
                .chain(() -> Steps.when(
                        known.numbers().isEmpty(), () -> add(orderId, shipmentId, 1, first, NumberState.IN_FORCE)))
                .chain(() -> add(orderId, shipmentId, nextNo(known), next, NumberState.PROPOSED));
    }

    /** What was proposed is in force from now on. */
    public Uni<Void> takeProposed(String orderId, UUID shipmentId, NumberHistory known, Instant now) {
        return end(orderId, shipmentId, known, NumberState.IN_FORCE, NumberState.REPLACED, null, now)
                .chain(() -> end(orderId, shipmentId, known, NumberState.PROPOSED, NumberState.IN_FORCE, null, null));
    }

    /** @param why as the moderator says it */
    public Uni<Void> rejectProposed(String orderId, UUID shipmentId, NumberHistory known, String why, Instant now) {
        return end(orderId, shipmentId, known, NumberState.PROPOSED, NumberState.REJECTED, why, now);
    }

    private Uni<Void> firstOnRecord(String orderId, UUID shipmentId, NumberHistory known, Named first, Instant now) {
        if (!known.numbers().isEmpty()) {
            return Steps.nothing();
        }
        ShipmentNumberRow row = row(orderId, shipmentId, 1, first, NumberState.REPLACED);
        row.endedAt = now;
        return persistAndFlush(row).replaceWithVoid();
    }

    /** At once: of what is proposed and in force there is one each, and the database holds to it. */
    private Uni<Void> end(
            String orderId,
            UUID shipmentId,
            NumberHistory known,
            NumberState from,
            NumberState to,
            @Nullable String note,
            @Nullable Instant at) {
        return Steps.inTurn(
                known.numbers().stream()
                        .filter(number -> number.state() == from)
                        .toList(),
                number -> findById(new ShipmentNumberRow.Key(orderId, shipmentId, number.no()))
                        .invoke(row -> {
                            row.state = to;
                            row.endedAt = at;
                            row.note = note;
                        })
                        .chain(() -> flush()));
    }

    private static int nextNo(NumberHistory known) {
        return known.numbers().isEmpty() ? 2 : known.numbers().getLast().no() + 1;
    }

    private Uni<Void> add(String orderId, UUID shipmentId, int no, Named named, NumberState state) {
        return persistAndFlush(row(orderId, shipmentId, no, named, state)).replaceWithVoid();
    }

    private static ShipmentNumberRow row(String orderId, UUID shipmentId, int no, Named named, NumberState state) {
        ShipmentNumberRow row = new ShipmentNumberRow();
        row.orderId = orderId;
        row.shipmentId = shipmentId;
        row.no = no;
        row.carrier = named.number().carrier();
        row.trackingNumber = named.number().trackingNumber();
        row.state = state;
        row.namedAt = named.at();
        row.namedBy = named.by();
        return row;
    }
}
