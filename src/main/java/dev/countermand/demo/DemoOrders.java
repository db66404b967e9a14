package dev.countermand.demo;

import dev.countermand.history.PastOrder;
import dev.countermand.history.PastOrder.Outcome;
import dev.countermand.payment.intake.PaymentMethod;
import dev.countermand.policy.Reason;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.event.TrackingNumbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What happened in the demo market up to now: the same orders every time, only moved with the clock. What an honest or
 * slow seller does is within the times of the policy, so that nothing but what is meant runs out of time.
 */
final class DemoOrders {

    /** Any number: it makes the demo the same every time. */
    private static final long SEED = 20_261_123L;

    static final int PER_SELLER = 25;

    private static final int HOURS_PER_DAY = 24;

    private final Instant now;
    private final Random random = new Random(SEED);
    private final DemoNumbers numbers;
    private final DemoBaskets baskets = new DemoBaskets(random);
    private final List<PastOrder> past = new ArrayList<>();

    /** Numbers of parcels that have arrived, with their buyers: what a copier copies. */
    private final List<Arrived> arrived = new ArrayList<>();

    private record Arrived(DemoNumbers.Label number, String buyerId) {}

    private DemoOrders(Instant now, TrackingNumbers catalogue) {
        this.now = now;
        this.numbers = new DemoNumbers(catalogue, random);
    }

    /** All of them. */
    static List<PastOrder> upTo(Instant now, TrackingNumbers catalogue) {
        DemoOrders orders = new DemoOrders(now, catalogue);
        for (DemoSeller seller : DemoSeller.ALL) {
            for (int i = 0; i < PER_SELLER; i++) {
                orders.past.add(orders.order(seller, i).past());
            }
        }
        return orders.past;
    }

    private DemoOrder order(DemoSeller seller, int place) {
        return switch (seller.manner()) {
            case HONEST -> honest(seller, place);
            case SLOW -> slow(seller, place);
            case PRETENDER -> place < 14 ? honest(seller, place) : pretended(seller, place);
            case COPIER -> place < 18 ? honest(seller, place) : copied(seller);
        };
    }

    private DemoOrder honest(DemoSeller seller, int place) {
        return switch (place) {
            case 20 -> labelled(seller);
            case 21 -> paid(seller, hoursAgo(2, 40));
            case 22 -> {
                Instant asked = hoursAgo(1, 10);
                yield paid(seller, asked.minus(hours(3, 20))).asked(Reason.WRONG_CHOICE, asked, null, null);
            }
            case 23 -> {
                Instant asked = hoursAgo(72, 400);
                yield paid(seller, asked.minus(hours(3, 20)))
                        .asked(Reason.NOT_NEEDED, asked, Outcome.APPROVED, asked.plus(hours(1, 8)));
            }
            // The first of these two has just been placed, the second was never paid and closes at once (A1).
            case 24 -> placed(seller, seller.ships() == DemoSeller.Ships.UPS ? hoursAgo(1, 90) : hoursAgo(490, 600));
            default -> carried(seller, place, hours(12, 60), hours(2, 20), 6 * HOURS_PER_DAY);
        };
    }

    private DemoOrder slow(DemoSeller seller, int place) {
        return switch (place) {
            // Nearly out of time (A9), and, the last one, out of it.
            case 20, 21, 22 -> paid(seller, hoursAgo(100, 150));
            case 23 -> paid(seller, hoursAgo(170, 200));
            case 24 -> late(seller);
            default -> carried(seller, place, hours(100, 160), hours(24, 70), 15 * HOURS_PER_DAY);
        };
    }

    /** Asked to cancel, declared, and accepted by the carrier in time: the request came too late (A13). */
    private DemoOrder late(DemoSeller seller) {
        Instant accepted = hoursAgo(20, 60);
        Instant declared = accepted.minus(hours(20, 40));
        Instant asked = declared.minus(hours(4, 20));
        return paid(seller, asked.minus(hours(90, 110)))
                .asked(Reason.PROCESSING_TOO_LONG, asked, null, null)
                .declared(numbers.genuine(seller), declared)
                .atOrigin(CarrierStatus.ACCEPTED, accepted);
    }

    /** A parcel that is on its way, was delivered, or was received, by its place in the seller's list. */
    private DemoOrder carried(DemoSeller seller, int place, Duration handling, Duration posting, int carryingHours) {
        Duration carrying = hours(carryingHours, carryingHours + 3 * HOURS_PER_DAY);
        Instant accepted;
        if (place < 5) {
            accepted = hoursAgo(10, 5 * HOURS_PER_DAY);
        } else if (place < 9) {
            accepted = hoursAgo(20, 10 * HOURS_PER_DAY).minus(carrying);
        } else {
            accepted = hoursAgo(20 * HOURS_PER_DAY, 60 * HOURS_PER_DAY).minus(carrying);
        }
        Instant declared = accepted.minus(posting);
        DemoNumbers.Label number = numbers.genuine(seller);
        DemoOrder order = paid(seller, declared.minus(handling))
                .declared(number, declared)
                .atOrigin(CarrierStatus.LABEL_CREATED, declared)
                .atOrigin(CarrierStatus.ACCEPTED, accepted);
        if (place < 5) {
            return order;
        }
        Instant delivered = accepted.plus(carrying);
        order.atDestination(CarrierStatus.IN_TRANSIT, delivered.minus(hours(20, 40)))
                .atDestination(CarrierStatus.DELIVERED, delivered);
        if (place < 9) {
            return order;
        }
        arrived.add(new Arrived(number, order.buyer().id()));
        return order.received(delivered.plus(hours(6, 10 * HOURS_PER_DAY)));
    }

    /** Declared yesterday; the carrier knows of the label only. */
    private DemoOrder labelled(DemoSeller seller) {
        Instant declared = hoursAgo(3, 30);
        return paid(seller, declared.minus(hours(12, 40)))
                .declared(numbers.genuine(seller), declared)
                .atOrigin(CarrierStatus.LABEL_CREATED, declared);
    }

    /** Declared nine days ago or more, and nothing ever moved (F1); mostly right after a request (F2). */
    private DemoOrder pretended(DemoSeller seller, int place) {
        Instant declared = hoursAgo(9 * HOURS_PER_DAY, 18 * HOURS_PER_DAY);
        DemoNumbers.Label number = numbers.invented(seller);
        if (place % 3 == 0) {
            return paid(seller, declared.minus(hours(20, 100))).declared(number, declared);
        }
        Instant asked = declared.minus(hours(1, 30));
        return paid(seller, asked.minus(hours(10, 60)))
                .asked(place % 2 == 0 ? Reason.NOT_NEEDED : Reason.FOUND_CHEAPER, asked, null, null)
                .declared(number, declared);
    }

    /** Declared some days ago under the number of a parcel that another buyer has had for weeks (F3). */
    private DemoOrder copied(DemoSeller seller) {
        Instant declared = hoursAgo(30, 90);
        DemoOrder order = paid(seller, declared.minus(hours(10, 60)));
        while (true) {
            Arrived other = arrived.get(random.nextInt(arrived.size()));
            if (!other.buyerId().equals(order.buyer().id())) {
                return order.declared(other.number(), declared);
            }
        }
    }

    private DemoOrder paid(DemoSeller seller, Instant at) {
        PaymentMethod method = random.nextInt(3) == 0 ? PaymentMethod.WALLET : PaymentMethod.CARD;
        return placed(seller, at.minus(hours(1, 5))).paid(method, at);
    }

    private DemoOrder placed(DemoSeller seller, Instant at) {
        String id = String.format(Locale.ROOT, "demo-%04d", past.size() + 1);
        return new DemoOrder(id, seller, baskets.buyer(), baskets.goods(), at);
    }

    private Instant hoursAgo(int least, int most) {
        return now.minus(hours(least, most));
    }

    /** Some time from so many hours to so many, to the minute. */
    private Duration hours(int least, int most) {
        return Duration.ofMinutes(60L * least + random.nextInt(60 * (most - least)));
    }
}
