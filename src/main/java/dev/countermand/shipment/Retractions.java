package dev.countermand.shipment;

import dev.countermand.cancellation.ContestedRequests;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.journal.AuditReader;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.shipment.correction.Stage;
import dev.countermand.shipment.correction.Stage.TakenBack;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A carrier takes back what it reported of a parcel. The order becomes what it is without it; what cannot be undone, because the
 * money has gone or the order has ended, is put before a person.
 */
@NeedsTransaction
@ApplicationScoped
class Retractions {

    /** Of an order's acts, the newest: that it was completed is among them. */
    private static final int ACTS = 200;

    private final OrderStore orders;
    private final OrderProgress progress;
    private final ShipmentStore store;
    private final Deadlines deadlines;
    private final AuditReader audit;
    private final ContestedRequests requests;
    private final OrderFlow flow;

    Retractions(
            OrderStore orders,
            OrderProgress progress,
            ShipmentStore store,
            Deadlines deadlines,
            AuditReader audit,
            ContestedRequests requests,
            OrderFlow flow) {
        this.orders = orders;
        this.progress = progress;
        this.store = store;
        this.deadlines = deadlines;
        this.audit = audit;
        this.requests = requests;
        this.flow = flow;
    }

    /**
     * What follows when the order's parcels have been read anew and the order worked out. The caller has it locked.
     *
     * @param before the parcels as they were believed to be
     * @param rows the same as they are
     * @param last when the last of them was believed to be delivered; null when not all were
     */
    Uni<Void> follow(Order order, List<Stage> before, List<ShipmentRow> rows, @Nullable Instant last, Instant now) {
        List<TakenBack> gone = before.stream()
                .flatMap(stage -> rows.stream()
                        .filter(row -> row.id.equals(stage.shipmentId()))
                        .map(row -> stage.since(row.stage())))
                .filter(TakenBack::anything)
                .toList();
        if (gone.isEmpty()) {
            return Steps.nothing();
        }
        // A delivery that the carriers did not tell, but whoever handed the goods over, stands (C2, L2).
        boolean byCarriers = last != null && last.equals(order.deliveredAt());
        boolean stands = order.status().ended() || order.status() == OrderStatus.DELIVERED && !byCarriers;
        return (stands ? Uni.createFrom().item(true) : undo(order, gone, rows, now))
                .chain(clear -> Steps.inTurn(gone, each -> tell(order, each, row(each, rows), byCarriers, clear, now)));
    }

    /**
     * P1: it is as far as its parcels are without what was told wrongly.
     *
     * @return whether a request that came too late because of it goes on, if there is one (A13)
     */
    private Uni<Boolean> undo(Order order, List<TakenBack> gone, List<ShipmentRow> rows, Instant now) {
        boolean waited = gone.stream().anyMatch(each -> each.ready() || each.comingBack());
        return progress.underWay(order, rows)
                .invoke(order::takenBack)
                // Where another parcel waits to be fetched, it begins again right afterwards.
                .chain(() -> Steps.when(waited, () -> deadlines.drop(order.id(), Set.of(DeadlineKind.STORAGE_PERIOD))))
                .chain(() -> contestedAgain(order, gone, now))
                // P7: the escrow does not run any more, and what no carrier has delivered is waited for again.
                .call(() -> progress.workOut(order, rows, null, now));
    }

    private Uni<Boolean> contestedAgain(Order order, List<TakenBack> gone, Instant now) {
        Set<UUID> never = gone.stream()
                .filter(TakenBack::acceptance)
                .map(TakenBack::shipmentId)
                .collect(Collectors.toSet());
        return never.isEmpty() ? Uni.createFrom().item(true) : requests.neverAccepted(order, never, now);
    }

    private Uni<Void> tell(
            Order order, TakenBack gone, ShipmentRow row, boolean byCarriers, boolean clear, Instant now) {
        return orders.save(
                        order,
                        ParcelProgress.CARRIER,
                        now,
                        "shipment.taken-back",
                        "shipments/" + row.id,
                        data(order, gone, row))
                .chain(() -> irreversible(order, gone, row, byCarriers, clear))
                .chain(why -> Steps.given(
                        why,
                        text -> flow.happened(
                                order, new OrderEvent.CarrierMistaken(row.id, text, ParcelProgress.CARRIER), now)));
    }

    /** What a person must know who looks after it; null when everything could be undone. */
    private Uni<@Nullable String> irreversible(
            Order order, TakenBack gone, ShipmentRow row, boolean byCarriers, boolean clear) {
        String said = "The carrier " + row.carrier + " has taken back " + gone.inWords() + ", number "
                + row.trackingNumber + ". ";
        if (gone.comingBack()) {
            return store.goneFrom(order.id(), row.id)
                    .map(units -> units > 0 || order.status() == OrderStatus.RETURNED
                            ? said + "What was in it counts as brought back and "
                                    + order.refunded().inWords()
                                    + " of the order went back or is to go back; where is it?"
                            : null);
        }
        if (gone.delivery() && order.status() == OrderStatus.COMPLETED && byCarriers) {
            return confirmedByBuyer(order)
                    .map(
                            confirmed -> confirmed
                                    ? null
                                    : said + "The order is completed, and "
                                            + order.refundable().inWords()
                                            + " went to the seller when the escrow's time ran out (A18): does the buyer have the goods?");
        }
        if (gone.acceptance() && !clear) {
            return Uni.createFrom()
                    .item(said
                            + "A request to cancel came too late because of that, and the buyer has made another one,"
                            + " which is open: what do they want of the first (A13)?");
        }
        return Uni.createFrom()
                .item(
                        gone.delivery() && order.disputed()
                                ? said + "A dispute stands on it, which goes on: is it still about these goods?"
                                : null);
    }

    /** Whoever says that they have the goods needs no carrier to say so. */
    private Uni<Boolean> confirmedByBuyer(Order order) {
        String buyer = Role.BUYER.name().toLowerCase(Locale.ROOT);
        return audit.of(order.id(), ACTS)
                .map(acts -> acts.stream()
                        .anyMatch(act -> act.action().equals("order.completed")
                                && act.role().equals(buyer)));
    }

    private static ShipmentRow row(TakenBack gone, List<ShipmentRow> rows) {
        return rows.stream()
                .filter(row -> row.id.equals(gone.shipmentId()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> data(Order order, TakenBack gone, ShipmentRow row) {
        Map<String, Object> data = row.told(order);
        data.put("takenBack", gone.inWords());
        return data;
    }
}
