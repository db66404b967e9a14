package dev.countermand.shipment;

import dev.countermand.cancellation.CancellationOutcomes;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.progress.Owed;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.seller.SellerRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * P5, P6: parcels that nobody hears of. First a person is asked where nobody ever scanned it; then it counts as lost; then a
 * person decides who gets the money, and if nobody does, the buyer gets it. The caller has the order locked.
 */
@ApplicationScoped
public class LostParcels {

    /** A parcel that is still missing, with what was known of it when it was read. */
    public record Missing(Parcel parcel, DueDates.Since since, String number) {}

    private static final String UNSCANNED = "unscanned-shipment-";

    private final ShipmentStore store;
    private final OrderStore orders;
    private final OrderProgress progress;
    private final CancellationOutcomes requests;
    private final Refunds refunds;
    private final SellerRecord sellers;
    private final OrderFlow flow;

    LostParcels(
            ShipmentStore store,
            OrderStore orders,
            OrderProgress progress,
            CancellationOutcomes requests,
            Refunds refunds,
            SellerRecord sellers,
            OrderFlow flow) {
        this.store = store;
        this.orders = orders;
        this.progress = progress;
        this.requests = requests;
        this.refunds = refunds;
        this.sellers = sellers;
        this.flow = flow;
    }

    /** The parcels of an order, in the order of declaration, that units of it are still in and that have not arrived. */
    public Uni<List<Missing>> missing(Order order) {
        return store.rows(order.id())
                .chain(rows -> store.lines(order.id())
                        .map(lines -> new ParcelUnits(rows, lines)
                                .settle(order.lines()).parcels().stream()
                                        .filter(parcel -> parcel.holds()
                                                && parcel.stateIn(order.status())
                                                        .underWay())
                                        .map(parcel -> missing(parcel, row(rows, parcel.id())))
                                        .toList()));
    }

    private static Missing missing(Parcel parcel, ShipmentRow row) {
        return new Missing(parcel, row.since(), row.carrier + " " + row.trackingNumber);
    }

    /** When this deadline of a missing parcel is due, by what is known now. */
    public static Instant due(Order order, Owed owed, Missing missing, Instant now) {
        return DueDates.of(order, owed, missing.since(), now);
    }

    /** A person is asked what became of it, and has the time of a case to answer. */
    public Uni<Void> ask(Order order, Missing missing, Actor by, Instant now) {
        boolean lost = missing.parcel().state() == ParcelState.LOST;
        String words = lost
                ? "The parcel " + missing.number() + " counts as lost, and the buyer has claimed nothing (P5)."
                        + " If nobody decides in time, its units are refunded"
                : "The parcel " + missing.number()
                        + " was declared shipped, and nobody has scanned or delivered it (P6)."
                        + " If nobody answers in time, it counts as lost";
        return change(order, missing, row -> row.askedAt = now)
                .chain(() -> flow.happened(
                        order, new OrderEvent.ParcelMissing(missing.parcel().id(), lost, words, by), now))
                .chain(() -> save(order, missing, by, now, lost ? "shipment.unclaimed" : "shipment.overdue", words))
                .chain(() -> progress.workOut(order, now));
    }

    /** P5, P6: from now on it counts as lost; buyer and seller are told. */
    public Uni<Void> lose(Order order, Missing missing, Actor by, Instant now) {
        boolean asked = missing.parcel().asked();
        String words = asked
                ? "Nobody has said what became of the parcel: it counts as lost (P6)"
                : "The carrier has told nothing more of the parcel: it counts as lost (P5)";
        return change(order, missing, row -> {
                    row.begins();
                    row.lostAt = now;
                    row.become(order, ParcelState.LOST);
                })
                .chain(() -> answer(order, missing.parcel().id(), words, now))
                .chain(() -> save(order, missing, by, now, "shipment.lost", words))
                .chain(() -> progress.workOut(order, now));
    }

    /**
     * A buyer who never got their goods gets their money: the units leave the order. The seller is fined only where a carrier
     * that reports on its parcels has never had this one (A15).
     */
    public Uni<Void> refund(Order order, UUID parcel, String because, Actor by, Instant now) {
        return store.rows(order.id())
                .chain(rows -> store.lines(order.id()).chain(lines -> {
                    ParcelUnits units = new ParcelUnits(rows, lines).settle(order.lines());
                    ShipmentRow row = row(rows, parcel);
                    Map<Integer, Integer> lost = units.takeAll(row);
                    boolean last = lost.equals(order.unitsLeft());
                    return Steps.when(last, () -> requests.upheld(order, now))
                            .chain(() -> refund(order, row, order.lost(lost, now), because, by, now))
                            .chain(() -> answer(order, parcel, because, now))
                            .chain(() -> flow.happened(order, new OrderEvent.UnitsLeft(), now));
                }));
    }

    /** The same for all parcels about which a person was asked. */
    public Uni<Void> refundAsked(Order order, String because, Actor by, Instant now) {
        return missing(order)
                .chain(missing -> Steps.inTurn(
                        missing.stream().filter(one -> one.parcel().asked()).toList(),
                        one -> refund(order, one.parcel().id(), because, by, now)));
    }

    /** A26: the decision that made this parcel something else was undone, and its order tells. */
    public Uni<Void> reinstated(Order order, UUID parcel, String from) {
        return store.rows(order.id())
                .invoke(rows -> row(rows, parcel).reinstated(order, ParcelState.valueOf(from)))
                .replaceWithVoid();
    }

    /** What the buyer would get back at most for all parcels about which a person was asked. */
    public Uni<Money> worthOfAsked(Order order) {
        return missing(order).map(missing -> {
            Map<Integer, Integer> units = Map.of();
            for (Missing one : missing) {
                if (one.parcel().asked()) {
                    units = UnitCounts.plus(units, one.parcel().units());
                }
            }
            return order.worthOf(units).min(order.refundable());
        });
    }

    /**
     * A26: these parcels are false. What is in them leaves the order; the caller sees to the money, and saves it.
     *
     * @return what that is worth
     */
    public Uni<Money> takeOut(Order order, Set<UUID> parcels, Instant now) {
        return store.rows(order.id())
                .chain(rows -> store.lines(order.id()).chain(lines -> {
                    ParcelUnits units = new ParcelUnits(rows, lines).settle(order.lines());
                    Map<Integer, Integer> taken = Map.of();
                    for (ShipmentRow row : rows) {
                        if (parcels.contains(row.id)) {
                            taken = UnitCounts.plus(taken, units.takeAll(row));
                        }
                    }
                    Money worth = order.lost(taken, now);
                    return store.flush().replaceWith(worth);
                }));
    }

    private Uni<Void> refund(Order order, ShipmentRow row, Money worth, String because, Actor by, Instant now) {
        Money back = order.paidOf(worth);
        boolean neverSent = row.acceptedAt == null && row.numberTracked && !row.carrier.equals(Shipments.OWN_COURIER);
        return refunds.request(order, back, RefundCause.ADMINISTRATION, because, by, now)
                .chain(() -> Steps.when(
                        neverSent,
                        () -> sellers.fine(
                                order,
                                UNSCANNED + row.id,
                                "A15",
                                order.policy().fines().overdueShipment(),
                                worth,
                                "The parcel was declared shipped, and no carrier has ever had it",
                                by,
                                now)))
                .chain(() -> store.flush())
                .chain(() -> {
                    Map<String, Object> data = data(order, row, because);
                    data.put("refunded", back.text());
                    data.put("currency", back.currency().getCurrencyCode());
                    return orders.save(order, by, now, "shipment.refunded", "shipments/" + row.id, data);
                })
                .replaceWithVoid();
    }

    /** Somebody has said that what is missing will come: the waiting begins anew, for all missing parcels of the order. */
    public Uni<Void> waitAnew(Order order, Instant now) {
        return store.rows(order.id())
                .invoke(rows -> rows.stream().filter(LostParcels::missing).forEach(row -> {
                    row.lostAt = null;
                    row.askedAt = null;
                    row.waitsSince = now;
                }))
                .chain(() -> store.flush())
                .chain(() -> progress.workOut(order, now));
    }

    /** Whether all that is missing was waited for anew once before, and no carrier has said a word since. */
    public Uni<Boolean> waitedInVain(Order order) {
        return store.rows(order.id()).map(rows -> {
            List<ShipmentRow> missing =
                    rows.stream().filter(LostParcels::missing).toList();
            return !missing.isEmpty() && missing.stream().allMatch(LostParcels::waitedInVain);
        });
    }

    private static boolean missing(ShipmentRow row) {
        return row.lostAt != null || row.askedAt != null;
    }

    private static boolean waitedInVain(ShipmentRow row) {
        return row.waitsSince != null && (row.lastEventAt == null || !row.lastEventAt.isAfter(row.waitsSince));
    }

    /** Nobody is asked about this parcel any more. */
    private Uni<Void> answer(Order order, UUID parcel, String because, Instant now) {
        return store.rows(order.id())
                .chain(rows -> Steps.when(
                        answered(rows, row -> row.id.equals(parcel)),
                        () -> flow.happened(order, new OrderEvent.ParcelsAnswered(because), now)))
                .chain(() -> store.flush());
    }

    /**
     * Takes back that a person was asked about those parcels of which this says that the answer is known.
     *
     * @return whether somebody was asked, and now nobody is any more
     */
    static boolean answered(List<ShipmentRow> rows, Predicate<ShipmentRow> known) {
        List<ShipmentRow> asked =
                rows.stream().filter(row -> row.askedAt != null).toList();
        asked.stream().filter(known).forEach(row -> row.askedAt = null);
        return !asked.isEmpty() && asked.stream().allMatch(row -> row.askedAt == null);
    }

    private Uni<Void> change(Order order, Missing missing, Consumer<ShipmentRow> how) {
        return store.rows(order.id())
                .invoke(rows -> how.accept(row(rows, missing.parcel().id())))
                .chain(() -> store.flush());
    }

    private Uni<Void> save(Order order, Missing missing, Actor by, Instant now, String event, String words) {
        return store.rows(order.id())
                .chain(rows -> {
                    ShipmentRow row = row(rows, missing.parcel().id());
                    return orders.save(order, by, now, event, "shipments/" + row.id, data(order, row, words));
                })
                .replaceWithVoid();
    }

    private static ShipmentRow row(List<ShipmentRow> rows, UUID id) {
        return rows.stream().filter(row -> row.id.equals(id)).findFirst().orElseThrow();
    }

    private static Map<String, Object> data(Order order, ShipmentRow row, String because) {
        Map<String, Object> data = row.told(order);
        data.put("because", because);
        return data;
    }
}
