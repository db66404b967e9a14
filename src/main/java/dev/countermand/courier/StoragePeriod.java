package dev.countermand.courier;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.tracking.event.CarrierStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** C2: the post keeps a parcel for some time from the notice on. {@link StoragePeriodDeadline} says what follows then. */
@ApplicationScoped
public class StoragePeriod {

    private final Deadlines deadlines;
    private final ShipmentStore shipments;

    StoragePeriod(Deadlines deadlines, ShipmentStore shipments) {
        this.deadlines = deadlines;
        this.shipments = shipments;
    }

    /**
     * A parcel waits to be fetched since then; of several moments the first counts. Each parcel has its own period (P1). The
     * caller has the order locked.
     */
    public Uni<Void> begins(Order order, UUID parcel, Instant since, Instant now) {
        Period kept = order.policy().handOver().storagePeriod();
        return Steps.given(
                kept,
                period -> deadlines.setOnce(
                        order.id(),
                        DeadlineKind.STORAGE_PERIOD,
                        parcel.toString(),
                        over(order, since, period),
                        now,
                        order.pausedSince(now)));
    }

    /**
     * A14, C2: a parcel that was refused at the door or not fetched has gone back. Once all of them have, nothing more is
     * waited for. The caller has the order locked.
     */
    public Uni<Void> endsWhenAllAreBack(Order order, Instant now) {
        return shipments
                .ofOrders(List.of(order.id()))
                .chain(parcels -> Steps.when(
                        allReturned(parcels),
                        () -> deadlines
                                .drop(order.id(), Set.of(DeadlineKind.STORAGE_PERIOD))
                                .chain(() -> deadlines.set(
                                        order.id(),
                                        DeadlineKind.STORAGE_PERIOD,
                                        order.id(),
                                        now,
                                        now,
                                        order.pausedSince(now)))));
    }

    /**
     * C2: nobody has failed to fetch a parcel as long as the post keeps it, unless it has gone back already. Of several that
     * nobody names it is those whose time is over.
     *
     * @param declared all parcels of the order
     * @param at when nobody had fetched them
     */
    Uni<HandedGoods> over(Order order, HandOver request, HandedGoods goods, List<Shipment> declared, Instant at) {
        Period kept = order.policy().handOver().storagePeriod();
        if (request.outcome() != HandOverOutcome.UNCLAIMED || kept == null) {
            return Uni.createFrom().item(goods);
        }
        return deadlines
                .ofOrders(List.of(order.id()))
                .map(running ->
                        over(order, request, goods, at, parcel -> keptUntil(order, parcel, declared, running, kept)));
    }

    private static HandedGoods over(
            Order order, HandOver request, HandedGoods goods, Instant at, Function<Parcel, Instant> keptUntil) {
        List<Parcel> over = goods.parcels().stream()
                .filter(parcel -> parcel.state() == ParcelState.RETURNED || !at.isBefore(keptUntil.apply(parcel)))
                .toList();
        boolean fine = request.about().named() ? over.size() == goods.parcels().size() : !over.isEmpty();
        if (!fine) {
            Instant until = goods.parcels().stream()
                    .filter(parcel -> !over.contains(parcel))
                    .map(keptUntil)
                    .min(Instant::compareTo)
                    .orElse(at);
            throw HandOverRules.notNow(
                    order,
                    "NOT_YET",
                    "The post keeps the parcel until "
                            + Spoken.at(until, order.policy().timeZone())
                            + "; only then does it count as not collected (C2)");
        }
        return goods.only(over);
    }

    /** Of one without a notice counted from the declaration. */
    private static Instant keptUntil(
            Order order, Parcel parcel, List<Shipment> declared, List<Deadline> running, Period kept) {
        return running.stream()
                .filter(deadline -> deadline.kind() == DeadlineKind.STORAGE_PERIOD)
                .filter(deadline -> deadline.subject().equals(parcel.id().toString())
                        || deadline.subject().equals(order.id()))
                .map(Deadline::dueAt)
                .findFirst()
                .orElseGet(() -> over(
                        order,
                        declared.stream()
                                .filter(one -> one.id().equals(parcel.id()))
                                .map(Shipment::declaredAt)
                                .findFirst()
                                .orElseThrow(),
                        kept));
    }

    /** Counted in the market's time zone. */
    static Instant over(Order order, Instant since, Period kept) {
        return since.atZone(order.policy().timeZone()).plus(kept).toInstant();
    }

    /** Whether the carrier has brought back every parcel of the order. */
    static boolean allReturned(List<Shipment> parcels) {
        return !parcels.isEmpty()
                && parcels.stream()
                        .allMatch(parcel -> CarrierStatus.RETURNED.name().equals(parcel.lastStatus()));
    }
}
