package dev.countermand.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers that carriers have given out, and give out again when the time is over (F3). */
final class GivenOut {

    private static final int MINUTES_PER_DAY = 24 * 60;

    /** Beyond the least: parcels of earlier lives are that much older. */
    private static final double OLDER_BY_DAYS = 60;

    /** What a number can be given out again for: the same carrier, and the same account where it is in the number. */
    private record Series(Service service, String of) {}

    private record Once(Label label, Instant at) {}

    private final World world;
    private final People people;
    private final Carrier carrier;
    private final Numbers numbers;
    private final Dice dice;
    private final Map<Series, List<Once>> before = new HashMap<>();

    GivenOut(World world, People people, Carrier carrier, Numbers numbers, Dice dice) {
        this.world = world;
        this.people = people;
        this.carrier = carrier;
        this.numbers = numbers;
        this.dice = dice;
    }

    /** A number that was never there before. */
    Label genuine(SimulatedOrder order, Service service, Instant declared) {
        Label label = fresh(order, service);
        series(order, service).add(new Once(label, declared));
        return label;
    }

    /** A number that was given out long ago: for an order of this market, or for somebody else. */
    Label again(SimulatedOrder order, Service service, Instant declared) {
        Duration apart = Duration.ofMinutes((long) (world.parameters().otherLifeDays() * MINUTES_PER_DAY));
        List<Once> series = series(order, service);
        List<Once> old = series.stream()
                .filter(once -> once.at().isBefore(declared.minus(apart)))
                .toList();
        Label label;
        if (old.isEmpty()) {
            label = fresh(order, service);
            earlierLife(label, order.seller, declared.minus(apart).minus(dice.days(0.5, OLDER_BY_DAYS)), declared);
        } else {
            Once once = dice.one(old);
            series.remove(once);
            label = once.label();
        }
        series.add(new Once(label, declared));
        return label;
    }

    private List<Once> series(SimulatedOrder order, Service service) {
        Series series = new Series(
                service,
                switch (service) {
                    case UPS, USPS, FEDEX -> order.seller.account();
                    case POST_REGISTERED, POST_SMALL_PACKET -> order.seller.dropship();
                    case DPD -> order.address.country() + order.address.postalCode();
                    case DHL_EXPRESS, DHL_ECOMMERCE, YUNEXPRESS -> "";
                });
        return before.computeIfAbsent(series, ignored -> new ArrayList<>());
    }

    private Label fresh(SimulatedOrder order, Service service) {
        return numbers.genuine(service, order.seller.account(), order.seller.dropship(), order.address);
    }

    private void earlierLife(Label label, Seller seller, Instant posted, Instant listenedFrom) {
        world.report(
                label,
                carrier.carry(new Carrier.Trip(
                        label.carrier(),
                        people.of(seller),
                        people.somewhere(),
                        posted,
                        listenedFrom,
                        seller.dropship(),
                        false,
                        false,
                        Duration.ZERO)));
    }
}
