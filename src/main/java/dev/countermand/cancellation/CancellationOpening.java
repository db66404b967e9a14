package dev.countermand.cancellation;

import dev.countermand.cancellation.eligibility.Eligibility;
import dev.countermand.cancellation.eligibility.GoodsReader;
import dev.countermand.cancellation.eligibility.KnownGoods;
import dev.countermand.cancellation.eligibility.NamedParcel;
import dev.countermand.cancellation.state.AskedUnits;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Wait;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.UnitChoice;
import dev.countermand.order.state.RequestState;
import dev.countermand.order.units.LineUnits;
import dev.countermand.policy.CancellationTerms;
import dev.countermand.policy.Policy;
import dev.countermand.policy.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A buyer asks to cancel (A4); where nobody has to agree, {@link CancellationAtOnce} does it at once. */
@ApplicationScoped
class CancellationOpening {

    /**
     * What a buyer asks for.
     *
     * @param units all that it fits, if null and no shipment is named
     * @param shipmentId the units of this declared parcel (P2); not with {@code units}
     * @param trueReason what it really is about; never shown to the seller (A12)
     * @param sellerAskedForThisReason never shown to them either (A12)
     * @param goodsAsTheyWere what was handed over has kept its looks and properties (D3)
     * @param fetchedByShop the shop fetches the goods, and the buyer bears the cost of it (D4)
     */
    record Wanted(
            Reason reason,
            @Nullable String comment,
            @Nullable List<LineUnits> units,
            @Nullable UUID shipmentId,
            @Nullable Reason trueReason,
            boolean sellerAskedForThisReason,
            boolean goodsAsTheyWere,
            boolean fetchedByShop) {}

    private final CancellationStore store;
    private final GoodsReader goods;
    private final OrderAccess access;
    private final OrderStore orders;
    private final CancellationAtOnce alone;
    private final Deadlines deadlines;
    private final OrderFlow flow;
    private final InstantSource clock;

    CancellationOpening(
            CancellationStore store,
            GoodsReader goods,
            OrderAccess access,
            OrderStore orders,
            CancellationAtOnce alone,
            Deadlines deadlines,
            OrderFlow flow,
            InstantSource clock) {
        this.store = store;
        this.goods = goods;
        this.access = access;
        this.orders = orders;
        this.alone = alone;
        this.deadlines = deadlines;
        this.flow = flow;
        this.clock = clock;
    }

    /** Takes the request, or refuses it for the reason that eligibility gives. */
    @NeedsTransaction
    Uni<CancellationAnswers.Done> request(Caller caller, String orderId, Wanted request) {
        return access.lock(caller, orderId).chain(order -> {
            Actor by = OrderAccess.buyerOrAgent(caller, order);
            Instant now = Timestamps.now(clock);
            CancellationRow row = toRow(order, request, order.policy(), by, now);
            return goods.parcels(order)
                    .chain(parcels -> store.known(order, parcels))
                    .chain(known -> decided(order, known, row, request, by, now));
        });
    }

    private Uni<CancellationAnswers.Done> decided(
            Order order, KnownGoods known, CancellationRow row, Wanted request, Actor by, Instant now) {
        return switch (Eligibility.of(order, known, now)) {
            case Eligibility.Immediate ignored ->
                parcel(order, request, by)
                        .chain(inParcel -> alone.cancel(order, row, request, inParcel, known.awaited(), by, now));
            case Eligibility.Request ignored ->
                parcel(order, request, by).chain(inParcel -> ask(order, row, request, inParcel, by, now));
            case Eligibility.Dispute no -> refused(order, no, by);
            case Eligibility.None no -> refused(order, no, by);
        };
    }

    /** P2: the units of the parcel that is named, if one is. */
    private Uni<@Nullable Map<Integer, Integer>> parcel(Order order, Wanted request, Actor by) {
        UUID shipment = request.shipmentId();
        if (shipment == null) {
            return Uni.createFrom().nullItem();
        }
        if (request.units() != null) {
            throw Refusal.invalid("lines", "must be left out where a shipment is named")
                    .asException();
        }
        return store.parcel(order.id(), shipment)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.invalid("shipmentId", "is not a shipment of this order")
                        .asException())
                .invoke(parcel -> parcel.check(order, by))
                .map(NamedParcel::units);
    }

    private static Uni<CancellationAnswers.Done> refused(Order order, Eligibility no, Actor by) {
        return Uni.createFrom()
                .failure(order.notNow(no.code(), no.explanation(), Set.of(by.role()))
                        .asException());
    }

    /** A4: the seller is asked about what is open; about what is declared shipped already, the carrier (A13). */
    private Uni<CancellationAnswers.Done> ask(
            Order order,
            CancellationRow row,
            Wanted request,
            @Nullable Map<Integer, Integer> inParcel,
            Actor by,
            Instant now) {
        Map<Integer, Integer> units =
                inParcel != null ? inParcel : UnitChoice.of(order, request.units(), order.unaccepted(), by.role());
        AskedUnits asked = inParcel != null
                ? AskedUnits.all(CancellationStatus.CONTESTED, units)
                : AskedUnits.ask(units, order.openUnits());
        boolean pending = !asked.in(CancellationStatus.PENDING).isEmpty();
        row.status = pending ? CancellationStatus.PENDING : CancellationStatus.CONTESTED;
        row.parts = asked;
        row.whole = row.whole && units.equals(order.unitsLeft());
        row.amount = order.worthOf(units).minor();
        order.requestIs(pending ? RequestState.PENDING : RequestState.CONTESTED);
        Map<Integer, Integer> lines = row.whole ? Map.of() : units;
        return store.insert(order, row, lines)
                .chain(() -> Steps.when(pending, () -> awaitSeller(order, row, now)))
                .chain(() -> orders.save(
                        order,
                        by,
                        now,
                        "cancellation.requested",
                        "cancellations/" + row.id,
                        CancellationAnswers.data(order, row)))
                .call(saved -> flow.happened(
                        saved,
                        new OrderEvent.CancellationRequested(
                                row.id, asked.in(CancellationStatus.CONTESTED), row.shipmentId),
                        now))
                .map(saved -> new CancellationAnswers.Done(saved, new CancellationStore.Loaded(row, lines)));
    }

    /** A6: for ever, or until the policy takes their silence for consent. */
    private Uni<Void> awaitSeller(Order order, CancellationRow row, Instant now) {
        Wait silence = order.policy().cancellation().approveAfterSilence();
        return Steps.given(
                silence,
                waited -> deadlines.set(
                        order.id(),
                        DeadlineKind.APPROVE_SILENCE,
                        row.id.toString(),
                        order.policy().after(now, waited),
                        now));
    }

    private static CancellationRow toRow(Order order, Wanted request, Policy policy, Actor by, Instant now) {
        CancellationTerms.ReasonTerms terms = policy.cancellation()
                .reason(request.reason())
                .orElseThrow(() -> Refusal.invalid("reason", "is not a reason in this market")
                        .asException());
        String comment = request.comment();
        if (request.reason() == Reason.OTHER && (comment == null || comment.isBlank())) {
            throw Refusal.invalid("comment", "must be given with the reason OTHER (A5)")
                    .asException();
        }
        CancellationRow row = new CancellationRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.sellerId = order.terms().sellerId();
        row.buyerId = order.terms().buyerId();
        row.reason = request.reason();
        row.comment = comment;
        row.trueReason = request.trueReason();
        row.sellerAsked = request.sellerAskedForThisReason();
        row.whole = request.units() == null && request.shipmentId() == null;
        row.shipmentId = request.shipmentId();
        row.liability = terms.liability();
        row.requestedAt = now;
        row.requestedBy = by.subject();
        row.onBehalfOf = by.onBehalfOf();
        return row;
    }
}
