package dev.countermand.simulation;

import dev.countermand.detector.Facts;
import dev.countermand.tracking.number.NumberReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The simulator's counting for orders that it did not make: whoever has the service count the same ones can compare
 * (ADR 0015).
 */
public final class CountedOrders {

    private static final Address ANYWHERE = new Address("DE", "10115");

    /** An order of a seller. */
    public record Sold(
            String sellerId,
            String buyerId,
            Instant verifiedAt,
            @Nullable Request request,
            List<Parcel> parcels) {

        public Sold {
            parcels = List.copyOf(parcels);
        }

        /** Whether a parcel was declared against a request that nobody had answered. */
        public boolean met(Parcel parcel) {
            return request != null && !request.refused() && request.at().isBefore(parcel.declaredAt());
        }
    }

    /**
     * The buyer's wish to cancel.
     *
     * @param reported whether they say that the seller made them choose the reason (A12)
     */
    public record Request(Instant at, boolean refused, boolean reported) {}

    /**
     * A declared shipment.
     *
     * @param acceptedAt when the carrier had it, and said so
     */
    public record Parcel(
            Instant declaredAt, boolean tracked, @Nullable Instant acceptedAt) {}

    private final Profiles profiles;

    public CountedOrders(List<Sold> orders) {
        World world = World.empty(Parameters.TUNING);
        List<Tracked> shipments = new ArrayList<>();
        for (Sold sold : orders) {
            SimulatedOrder order = simulated(sold, world.orders().size());
            world.orders().add(order);
            for (Parcel parcel : sold.parcels()) {
                shipments.add(tracked(order, parcel));
            }
        }
        profiles = new Profiles(world, shipments);
    }

    private static SimulatedOrder simulated(Sold sold, int index) {
        Seller seller =
                new Seller(sold.sellerId(), Seller.Manner.HONEST, "CN", "CN", "000000000", false, 24, Map.of(), false);
        SimulatedOrder order =
                new SimulatedOrder(index, seller, sold.buyerId(), ANYWHERE, sold.verifiedAt(), sold.verifiedAt());
        Request request = sold.request();
        if (request != null) {
            order.requestedAt = request.at();
            order.refused = request.refused();
            order.reported = request.reported();
        }
        return order;
    }

    private static Tracked tracked(SimulatedOrder order, Parcel parcel) {
        order.declare(new Label("ups", order.id + "-" + order.declared.size()), parcel.declaredAt());
        NumberReading number = new NumberReading(true, true, parcel.tracked(), null, null, null);
        return new Tracked(order, order.declared.getLast(), number, List.of(), parcel.acceptedAt());
    }

    /** As it was counted at the latest at this moment. */
    public Facts.SellerFacts seller(String id, Instant now) {
        return profiles.seller(id, now);
    }

    /** The same of all sellers together. */
    public Facts.MarketFacts market(Instant now) {
        return profiles.market(now);
    }
}
