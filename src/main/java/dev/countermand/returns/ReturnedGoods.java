package dev.countermand.returns;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.DisputeEnds;
import dev.countermand.dispute.DisputeRequests;
import dev.countermand.dispute.DisputeStore;
import dev.countermand.dispute.Disputes;
import dev.countermand.dispute.GoodsReturn;
import dev.countermand.dispute.state.DisputeAction;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.payment.charge.ChargeKind;
import dev.countermand.payment.charge.Charges;
import dev.countermand.policy.BornBy;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.shipment.LateEventCheck;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.shipment.Shipments;
import dev.countermand.tracking.event.CarrierEventStore;
import dev.countermand.tracking.event.ParcelHistory;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.event.ParcelOfOrder;
import dev.countermand.tracking.event.TrackingNumbers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A19: goods on their way back to the seller. */
@ApplicationScoped
public class ReturnedGoods {

    private static final Actor CARRIER = Actor.system("carrier");
    private static final String DELIVERED = "The carrier has delivered the goods to the seller (A19, D4)";
    private static final String SENT_BACK = "A carrier has the goods on their way back to the seller (D4)";

    /** What was scanned longer than this before the seller agreed was sent for another reason: clocks differ by less. */
    static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    /**
     * Goods that a buyer has sent back.
     *
     * @param carrier code of the carrier, or {@link Shipments#OWN_COURIER}
     * @param cost decimal: what the seller is charged for it, where they pay (A19)
     */
    public record Sent(
            String carrier, String trackingNumber, @Nullable String cost) {}

    private final DisputeStore store;
    private final Disputes disputes;
    private final DisputeEnds ends;
    private final ShipmentStore shipments;
    private final CarrierEventStore events;
    private final TrackingNumbers numbers;
    private final LateEventCheck lateEvents;
    private final Charges charges;
    private final Deadlines deadlines;
    private final InstantSource clock;

    ReturnedGoods(
            DisputeStore store,
            Disputes disputes,
            DisputeEnds ends,
            ShipmentStore shipments,
            CarrierEventStore events,
            TrackingNumbers numbers,
            LateEventCheck lateEvents,
            Charges charges,
            Deadlines deadlines,
            InstantSource clock) {
        this.store = store;
        this.disputes = disputes;
        this.ends = ends;
        this.shipments = shipments;
        this.events = events;
        this.numbers = numbers;
        this.lateEvents = lateEvents;
        this.charges = charges;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** The buyer says that they have sent the goods, under which number. */
    @NeedsTransaction
    public Uni<Disputes.Done> sent(Caller caller, UUID id, Sent request) {
        boolean own = request.carrier().equals(Shipments.OWN_COURIER);
        if (!own) {
            numbers.faultOf(request.carrier()).ifPresent(fault -> {
                throw Refusal.invalid("carrier", fault).asException();
            });
        }
        ParcelNumber parcel = numbers.parcel(request.carrier(), request.trackingNumber());
        return disputes.act(caller, id, DisputeAction.RETURN_SHIPMENT, hand -> {
            Money cost = cost(hand, request.cost());
            if (own) {
                refuseWithoutCouriers(hand.order());
                // Numbers of a shop's own couriers are its own affair: other shops have the same.
                return onTheWay(hand, parcel, cost);
            }
            return shipments
                    .ordersWith(Set.of(parcel))
                    .invoke(ReturnedGoods::refuseForeign)
                    .chain(() -> events.of(parcel))
                    .invoke(told -> refuseEarlier(hand, told))
                    .chain(() -> store.releaseParcel(hand.goods()))
                    .chain(() -> claim(hand, parcel))
                    .chain(() -> onTheWay(hand, parcel, cost))
                    .chain(() -> lateEvents.onceCommitted(hand.order().id(), parcel, hand.now()))
                    // The carrier may have been faster than the buyer.
                    .chain(() -> moved(hand.goods()));
        });
    }

    /**
     * A19: the goods are back, says the seller, or the shop whose own couriers fetched them: no carrier tells of those.
     *
     */
    @NeedsTransaction
    public Uni<Disputes.Done> received(Caller caller, UUID id) {
        return disputes.act(caller, id, DisputeAction.RETURN_RECEIPT, hand -> {
            GoodsReturn goods = hand.goods();
            goods.deliveredAt(hand.now());
            return settle(
                    goods, hand.by(), "The goods are back, as " + hand.by().subject() + " says (A19)");
        });
    }

    private static void refuseWithoutCouriers(Order order) {
        if (order.policy().shipping().deliveredBy() != DeliveredBy.OWN) {
            throw Refusal.invalid("carrier", "must be a carrier: this market has no couriers of its own")
                    .asException();
        }
    }

    /** One parcel settles what is between one buyer and one seller, not also somebody else's dispute. */
    private Uni<Void> claim(Disputes.Hand hand, ParcelNumber parcel) {
        return store.claimParcel(hand.goods(), parcel, hand.now(), recycledAt(hand))
                .invoke(mine -> {
                    if (!mine) {
                        throw Refusal.invalid(
                                        "trackingNumber",
                                        "must be the number of your own parcel: this one takes back the goods of another dispute (A19)")
                                .asException();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> onTheWay(Disputes.Hand hand, ParcelNumber parcel, @Nullable Money cost) {
        GoodsReturn goods = hand.goods();
        Order order = goods.order();
        goods.under(parcel, cost);
        if (goods.status() == DisputeStatus.RETURNING) {
            // Another number is the same parcel, and gives nobody more time.
            return ends.save(goods, hand.by(), hand.now(), "dispute.return-corrected");
        }
        goods.sent(hand.now());
        String subject = goods.disputeId().toString();
        Instant due = order.policy().after(hand.now(), order.policy().disputes().returnWithin());
        return deadlines
                .dropOf(order.id(), subject)
                .chain(() -> deadlines.set(order.id(), DeadlineKind.RETURN_DUE, subject, due, hand.now()))
                .chain(() -> ends.save(goods, hand.by(), hand.now(), "dispute.returning"));
    }

    private static Charges.Charge charge(GoodsReturn goods, Money cost) {
        return new Charges.Charge(
                ChargeKind.RETURN_SHIPPING,
                BornBy.SELLER,
                false,
                cost,
                "A19",
                goods.notAsDescribed()
                        ? "The goods are not as described, so the seller pays for their way back"
                        : "In this market the seller pays for the way back",
                "dispute-" + goods.disputeId());
    }

    private static @Nullable Money cost(Disputes.Hand hand, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!hand.goods().paidBySeller()) {
            throw Refusal.invalid("cost", "must be left out: the buyer pays for the way back (A19)")
                    .asException();
        }
        Money cost = DisputeRequests.amount("cost", text, hand.order().terms().currency());
        if (cost.compareTo(hand.order().total()) > 0) {
            throw Refusal.invalid("cost", "must not be more than the order's total")
                    .asException();
        }
        return cost;
    }

    /** The parcel that brought the goods, or somebody else's, is not the one that takes them back. */
    private static void refuseForeign(List<ParcelOfOrder> orders) {
        if (!orders.isEmpty()) {
            throw Refusal.invalid(
                            "trackingNumber",
                            "must be the number of the parcel that goes back: this one was sent to a buyer")
                    .asException();
        }
    }

    /** A19: what the carrier had before the seller agreed was sent for another reason. */
    private static void refuseEarlier(Disputes.Hand hand, List<ParcelHistory.Event> told) {
        Instant earliest = hand.goods().agreedAt().minus(CLOCK_TOLERANCE);
        Instant recycled = recycledAt(hand);
        if (told.stream()
                .filter(event -> event.status().physical() && event.occurredAt().isAfter(recycled))
                .anyMatch(event -> event.occurredAt().isBefore(earliest))) {
            throw Refusal.invalid(
                            "trackingNumber",
                            "must be the number of the parcel that goes back: this one was on its way before that was agreed (A19)")
                    .asException();
        }
    }

    /** F3: numbers come round again; what was told before is of an earlier parcel. */
    private static Instant recycledAt(Disputes.Hand hand) {
        return hand.now().minus(hand.order().policy().detection().numberReused().recycledAfter());
    }

    /** The orders that wait for a return parcel with one of these numbers. */
    public Uni<List<ParcelOfOrder>> ordersWith(Set<ParcelNumber> numbers) {
        return store.returning(numbers);
    }

    /**
     * The carrier has reported something new under this number; all its events are stored. Does nothing unless goods of the
     * order go back under it. The caller has the order locked; it is saved if it changes.
     */
    public Uni<Void> reported(Order order, ParcelNumber number) {
        return Steps.when(
                order.disputed(),
                () -> store.returnOf(order)
                        .chain(goods ->
                                Steps.when(goods != null && number.equals(goods.parcel()), () -> moved(goods))));
    }

    /** Works out what all events of the number mean, so that duplicates and their order do not matter. */
    private Uni<Void> moved(GoodsReturn goods) {
        Order order = goods.order();
        ParcelNumber parcel = Objects.requireNonNull(goods.parcel(), "named before");
        return events.of(parcel).chain(told -> {
            // Before that the buyer had no reason to send anything back: it is another parcel.
            Instant earliest = goods.agreedAt().minus(CLOCK_TOLERANCE);
            ParcelHistory history = ParcelHistory.of(told, earliest, earliest, event -> atTheSellers(order, event));
            goods.acceptedAt(history.acceptedAt());
            ParcelHistory.Event delivered = history.deliveredTo();
            boolean was = goods.delivered();
            if (delivered != null && atTheSellers(order, delivered) && !was) {
                goods.deliveredAt(delivered.occurredAt());
            }
            if (was || !goods.repayable()) {
                return Steps.nothing();
            }
            return order.frozen() ? whenReleased(goods) : settle(goods, CARRIER);
        });
    }

    /** A parcel that was delivered in another country than the seller ships from did not come to them. */
    private static boolean atTheSellers(Order order, ParcelHistory.Event delivered) {
        String home = order.terms().shipFromCountry();
        return home == null || delivered.country() == null || home.equals(delivered.country());
    }

    /** A25: while the order is frozen nothing is given back; at its release this is due at once. */
    private Uni<Void> whenReleased(GoodsReturn goods) {
        String orderId = goods.order().id();
        String subject = goods.disputeId().toString();
        Instant now = Timestamps.now(clock);
        return deadlines
                .dropOf(orderId, subject)
                .chain(() -> deadlines.set(orderId, DeadlineKind.RETURN_DUE, subject, now, now, now));
    }

    /** The carrier has delivered the goods, be it while the order was frozen (A25). */
    Uni<Void> settle(GoodsReturn goods, Actor by) {
        return settle(goods, by, goods.delivered() ? DELIVERED : SENT_BACK);
    }

    /** The goods are with the seller: the money comes back, and only now is the way back charged. */
    private Uni<Void> settle(GoodsReturn goods, Actor by, String because) {
        Instant now = Timestamps.now(clock);
        return ends.returned(goods, by, now)
                .chain(() ->
                        Steps.given(goods.cost(), cost -> charges.book(goods.order(), charge(goods, cost), by, now)))
                .chain(() -> ends.end(goods, DisputeStatus.SETTLED, because, by, now, "dispute.settled"));
    }
}
