package dev.countermand.simulation;

import dev.countermand.tracking.number.TrackingNumberDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a market: the same one every time for the same parameters. */
final class Generator {

    private final Parameters parameters;
    private final Dice dice;
    private final World world;
    private final People people;

    private Generator(Parameters parameters) {
        this.parameters = parameters;
        dice = new Dice(parameters.seed());
        world = World.empty(parameters);
        people = new People(parameters, dice);
    }

    static World world(Parameters parameters, TrackingNumberDecoder decoder) {
        return new Generator(parameters).make(decoder);
    }

    private World make(TrackingNumberDecoder decoder) {
        Carrier carrier = new Carrier(parameters, dice);
        Numbers numbers = new Numbers(decoder, dice);
        HonestOrders honest = new HonestOrders(world, people, carrier, numbers, dice);
        for (Instant placedAt : moments((int) Math.round(parameters.orders() * (1 - parameters.fraud())))) {
            Seller seller = people.someSeller();
            honest.make(order(seller, placedAt));
        }
        Dodges dodges = new Dodges(world, people, carrier, numbers, dice);
        Map<Seller, Double> opportunists = people.sellers(Seller.Manner.OPPORTUNIST);
        Map<Seller, Double> ring = people.sellers(Seller.Manner.RING);
        double perHonest = parameters.fraud() / (1 - parameters.fraud());
        for (Instant placedAt : moments((int) Math.round(world.declared().size() * perHonest))) {
            // A small market may have sellers of one kind only.
            boolean inRing = dice.chance(parameters.ringShare()) ? !ring.isEmpty() : opportunists.isEmpty();
            dodges.make(order(dice.one(inRing ? ring : opportunists), placedAt));
        }
        return world;
    }

    /** So many in the time that the market is looked at, in their order. */
    private List<Instant> moments(int count) {
        List<Instant> moments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            moments.add(parameters.from().plus(dice.days(0, parameters.days())));
        }
        moments.sort(Instant::compareTo);
        return moments;
    }

    private SimulatedOrder order(Seller seller, Instant placedAt) {
        People.Buyer buyer = people.buyerOf(seller);
        Instant verifiedAt = placedAt.plus(dice.hours(0.1, 18));
        SimulatedOrder order =
                new SimulatedOrder(world.orders().size(), seller, buyer.id(), buyer.address(), placedAt, verifiedAt);
        world.orders().add(order);
        return order;
    }
}
