package dev.countermand.returns;

import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.DisputeAction;
import dev.countermand.dispute.DisputeApi;
import dev.countermand.dispute.DisputeEnds;
import dev.countermand.dispute.DisputeRequests;
import dev.countermand.dispute.DisputeRow;
import dev.countermand.dispute.DisputeStatus;
import dev.countermand.dispute.DisputeStore;
import dev.countermand.dispute.Disputes;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.payment.ChargeKind;
import dev.countermand.payment.Charges;
import dev.countermand.policy.BornBy;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.shipment.LateEventCheck;
import dev.countermand.shipment.ReturnParcels;
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
public class ReturnedGoods implements ReturnParcels {

    private static final Actor CARRIER = Actor.system("carrier");
    private static final String DELIVERED = "The carrier has delivered the goods to the seller (A19)";

    /** What was scanned longer than this before the seller agreed was sent for another reason: clocks differ by less. */
    static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final DisputeStore store;
    private final Disputes disputes;
    private final DisputeEnds ends;
    private final ShipmentStore shipments;
    private final CarrierEventStore events;
    private final TrackingNumbers numbers;
    private final LateEventCheck crossings;
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
            LateEventCheck crossings,
            Charges charges,
            Deadlines deadlines,
            InstantSource clock) {
        this.store = store;
        this.disputes = disputes;
        this.ends = ends;
        this.shipments = shipments;
        this.events = events;
        this.numbers = numbers;
        this.crossings = crossings;
        this.charges = charges;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** The buyer says that he has sent the goods, under which number. Needs a transaction. */
    public Uni<Disputes.Done> sent(Caller caller, UUID id, DisputeApi.SendBack request) {
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
                    .chain(() -> store.releaseParcel(hand.row()))
                    .chain(() -> claim(hand, parcel))
                    .chain(() -> onTheWay(hand, parcel, cost))
                    .chain(() -> crossings.mayHaveHappened(hand.order().id(), parcel, hand.now()))
                    // The carrier may have been faster than the buyer.
                    .chain(() -> moved(hand.order(), hand.row()));
        });
    }

    /**
     * A19: the goods are back, says the seller, or the shop whose own couriers fetched them: no carrier tells of those.
     * Needs a transaction.
     */
    public Uni<Disputes.Done> received(Caller caller, UUID id) {
        return disputes.act(caller, id, DisputeAction.RETURN_RECEIPT, hand -> {
            hand.row().returnDeliveredAt = hand.now();
            return settle(
                    hand.order(),
                    hand.row(),
                    hand.by(),
                    "The goods are back, as " + hand.by().subject() + " says (A19)");
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
        Instant recycled = hand.now()
                .minus(hand.order().policy().detection().numberReused().recycledAfter());
        return store.claimParcel(hand.row(), parcel.carrier(), parcel.trackingNumber(), hand.now(), recycled)
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
        Order order = hand.order();
        DisputeRow row = hand.row();
        row.returnCarrier = parcel.carrier();
        row.returnTrackingNumber = parcel.trackingNumber();
        row.returnCost = cost == null ? null : cost.minor();
        if (row.status == DisputeStatus.RETURNING) {
            // Another number is the same parcel, and gives nobody more time.
            return ends.save(order, row, hand.by(), hand.now(), "dispute.return-corrected");
        }
        row.become(DisputeStatus.RETURNING);
        row.returnSentAt = hand.now();
        Instant due = hand.now().plus(order.policy().disputes().returnWithin());
        return deadlines
                .dropOf(order.id(), row.id.toString())
                .chain(() -> deadlines.set(order.id(), DeadlineKind.RETURN_DUE, row.id.toString(), due, hand.now()))
                .chain(() -> ends.save(order, row, hand.by(), hand.now(), "dispute.returning"));
    }

    private static Charges.Charge charge(DisputeRow row, Money cost) {
        return new Charges.Charge(
                ChargeKind.RETURN_SHIPPING,
                BornBy.SELLER,
                false,
                cost,
                "A19",
                row.notAsDescribed
                        ? "The goods are not as described, so the seller pays for their way back"
                        : "In this market the seller pays for the way back",
                "dispute-" + row.id);
    }

    private static @Nullable Money cost(Disputes.Hand hand, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (hand.row().returnPaidBy != BornBy.SELLER) {
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

    @Override
    public Uni<List<ParcelOfOrder>> ordersWith(Set<ParcelNumber> numbers) {
        return store.returning(numbers);
    }

    @Override
    public Uni<Void> moved(Order order, ParcelNumber number) {
        return store.open(order.id())
                .chain(row -> Steps.when(
                        !(row == null
                                || !number.carrier().equals(row.returnCarrier)
                                || !number.trackingNumber().equals(row.returnTrackingNumber)),
                        () -> moved(order, row)));
    }

    /** Works out what all events of the number mean, so that duplicates and their order do not matter. */
    private Uni<Void> moved(Order order, DisputeRow row) {
        String carrier = Objects.requireNonNull(row.returnCarrier, "told before");
        String number = Objects.requireNonNull(row.returnTrackingNumber, "told before");
        Instant agreed = Objects.requireNonNull(row.agreedAt, "goods go back once it was agreed");
        return events.of(new ParcelNumber(carrier, number)).chain(told -> {
            // Before that the buyer had no reason to send anything back: it is another parcel.
            Instant earliest = agreed.minus(CLOCK_TOLERANCE);
            ParcelHistory history = ParcelHistory.of(told, earliest, earliest, event -> atTheSellers(order, event));
            row.returnAcceptedAt = history.acceptedAt();
            ParcelHistory.Event delivered = history.deliveredTo();
            if (delivered == null || !atTheSellers(order, delivered) || row.returnDeliveredAt != null) {
                return Steps.nothing();
            }
            row.returnDeliveredAt = delivered.occurredAt();
            return order.frozen() ? whenReleased(order, row) : settle(order, row, CARRIER, DELIVERED);
        });
    }

    /** A parcel that was delivered in another country than the seller ships from did not come to him. */
    private static boolean atTheSellers(Order order, ParcelHistory.Event delivered) {
        String home = order.terms().shipFromCountry();
        return home == null || delivered.country() == null || home.equals(delivered.country());
    }

    /** A25: while the order is frozen nothing is given back; at its release this is due at once. */
    private Uni<Void> whenReleased(Order order, DisputeRow row) {
        Instant now = Timestamps.now(clock);
        return deadlines
                .dropOf(order.id(), row.id.toString())
                .chain(() -> deadlines.set(order.id(), DeadlineKind.RETURN_DUE, row.id.toString(), now, now, now));
    }

    /** What the carrier delivered while the order was frozen is settled at its release (A25). */
    public Uni<Void> settle(Order order, DisputeRow row, Actor by) {
        return settle(order, row, by, DELIVERED);
    }

    /** The goods are with the seller: the money comes back, and only now is the way back charged. */
    private Uni<Void> settle(Order order, DisputeRow row, Actor by, String because) {
        Instant now = Timestamps.now(clock);
        Money cost = row.returnCost == null
                ? null
                : new Money(row.returnCost, order.terms().currency());
        return ends.returned(order, row, by, now)
                .chain(() -> Steps.given(cost, paid -> charges.book(order, charge(row, paid), by, now)))
                .chain(() -> ends.end(order, row, DisputeStatus.SETTLED, because, by, now))
                .chain(() -> ends.save(order, row, by, now, "dispute.settled"));
    }
}
