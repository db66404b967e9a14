package dev.countermand.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Orders that are shipped, with all that goes wrong on the way without anybody cheating. */
final class HonestOrders {

    private static final double HANDLING_SPREAD = 0.5;
    private static final Duration HANDLING_AT_MOST = Duration.ofHours(130);
    private static final double PICKUP_IN_NEXT_REGION = 0.05;
    private static final double REQUEST_APPROVED = 0.65;
    private static final double REQUEST_REFUSED = 0.10;
    private static final double GIVES_EVIDENCE = 0.01;

    /** What is true of a number that is nobody's, whoever wrote it and why. */
    static final List<String> OF_NO_PARCEL = List.of("NO_CARRIER_MOVEMENT", "NUMBER_INVALID");

    private static final Map<String, String> BEHIND_THE_BORDER = Map.of("DE", "PL", "PL", "DE", "FR", "DE");

    private final World world;
    private final People people;
    private final Carrier carrier;
    private final Numbers numbers;
    private final Dice dice;
    private final Map<Trap, Double> traps;

    private final GivenOut givenOut;
    private final Map<String, SimulatedOrder> latest = new HashMap<>();

    HonestOrders(World world, People people, Carrier carrier, Numbers numbers, Dice dice) {
        this.world = world;
        this.people = people;
        this.carrier = carrier;
        this.numbers = numbers;
        this.dice = dice;
        this.traps = world.parameters().traps();
        givenOut = new GivenOut(world, people, carrier, numbers, dice);
    }

    private boolean laid(Trap trap, SimulatedOrder order) {
        double times = order.seller.manner() == Seller.Manner.SLOPPY
                ? world.parameters().sloppyTimes()
                : 1;
        boolean laid = dice.laid(trap, traps, times);
        if (laid) {
            order.traps.add(trap);
        }
        return laid;
    }

    void make(SimulatedOrder order) {
        if (asksToCancel(order)) {
            return;
        }
        ship(order);
        latest.put(order.seller.id(), order);
        if (laid(Trap.SHARED_PARCEL, order)) {
            alongWith(order, order.buyerId, Trap.SHARED_PARCEL);
        }
        if (laid(Trap.HOUSEHOLD, order)) {
            alongWith(order, order.buyerId + "-spouse", Trap.HOUSEHOLD);
        }
    }

    /** Whether the order ends with it. */
    private boolean asksToCancel(SimulatedOrder order) {
        if (!dice.chance(world.parameters().requested())) {
            return false;
        }
        order.requestedAt = order.verifiedAt.plus(dice.waiting(order.seller.handlingHours() / 2));
        if (order.seller.presses() && dice.chance(world.parameters().pressed())) {
            order.reported = true;
            order.truth.add("COERCED_REASON");
        } else if (laid(Trap.FALSE_REPORT, order)) {
            order.reported = true;
        }
        if (dice.chance(REQUEST_APPROVED)) {
            return true;
        }
        order.refused = dice.chance(REQUEST_REFUSED / (1 - REQUEST_APPROVED));
        return false;
    }

    private void ship(SimulatedOrder order) {
        Seller seller = order.seller;
        Duration handling = dice.taking(seller.handlingHours(), HANDLING_SPREAD);
        Instant posted = Carrier.working(
                order.verifiedAt.plus(handling.compareTo(HANDLING_AT_MOST) > 0 ? HANDLING_AT_MOST : handling));
        Instant declared = later(order.verifiedAt.plusSeconds(600), posted.minus(dice.hours(-1, 6)));
        if (laid(Trap.DECLARED_BEFORE_POSTING, order)) {
            posted = Carrier.working(declared.plus(dice.days(1, 3.5)));
        } else if (laid(Trap.POSTED_LATE, order)) {
            posted = Carrier.working(declared.plus(dice.days(6.5, 10)));
        } else if (laid(Trap.DECLARED_AFTER_POSTING, order)) {
            // The processing time (A9) ends seven days after the payment.
            declared = earlier(posted.plus(dice.days(1, 12)), order.verifiedAt.plus(Duration.ofHours(166)));
        } else if (laid(Trap.PLACED_AGAIN, order)) {
            posted = order.placedAt.minus(dice.hours(26, 80));
        }
        Instant requested = order.requestedAt;
        if (requested != null && !order.refused) {
            if (!requested.isBefore(declared)) {
                order.requestedAt = order.verifiedAt.plus(
                        Duration.between(order.verifiedAt, declared).dividedBy(2));
            }
            order.traps.add(Trap.REQUEST_MET);
        }
        Service service = Service.going(seller.carriers(), order.address.country(), dice);
        Label label = label(order, service, declared);
        move(order, service, label, posted, declared);
        declare(order, service, label, declared);
        evidence(order, declared);
        order.givenUpAt = declared.plus(dice.days(45, 75));
    }

    private Label label(SimulatedOrder order, Service service, Instant declared) {
        if (service.tracked() && laid(Trap.RECYCLED_NUMBER, order)) {
            return givenOut.again(order, service, declared);
        }
        return service.tracked() && service.checked && laid(Trap.UNKNOWN_FORMAT, order)
                ? numbers.unheardOf(service.carrier)
                : givenOut.genuine(order, service, declared);
    }

    private void move(SimulatedOrder order, Service service, Label label, Instant posted, Instant declared) {
        Seller seller = order.seller;
        Address from = people.of(seller);
        if (seller.house()) {
            order.traps.add(Trap.FULFILMENT_HOUSE);
        }
        if (!seller.dropship().equals(seller.country())) {
            order.traps.add(Trap.DROPSHIPPED);
        }
        if (!service.tracked()) {
            order.traps.add(Trap.UNTRACKED);
            return;
        }
        boolean abroad = !from.country().equals(order.address.country());
        boolean missed = dice.chance(world.parameters().missedScan());
        if (missed) {
            order.traps.add(Trap.MISSED_FIRST_SCAN);
        }
        String first = seller.dropship();
        if (BEHIND_THE_BORDER.containsKey(first) && laid(Trap.BORDER_HUB, order)) {
            first = BEHIND_THE_BORDER.getOrDefault(first, first);
        }
        if (carrier.out(label.carrier(), posted.plus(Duration.ofHours(6)))) {
            order.traps.add(Trap.CARRIER_OUTAGE);
        }
        if (dice.chance(0.5)) {
            world.report(label, List.of(carrier.label(label.carrier(), earlier(declared, posted), declared)));
        }
        boolean sameDay = !abroad && laid(Trap.SAME_DAY, order);
        Carrier.Trip trip = new Carrier.Trip(
                label.carrier(), from, deliveredTo(order), posted, declared, first, missed, sameDay, skew(order));
        boolean unseen = abroad && laid(Trap.SCANNED_ON_ARRIVAL_ONLY, order);
        world.report(label, unseen ? carrier.carryUnseen(trip) : carrier.carry(trip));
    }

    private Address deliveredTo(SimulatedOrder order) {
        if (laid(Trap.PICKUP_POINT, order)) {
            return people.near(order.address, PICKUP_IN_NEXT_REGION);
        }
        if (laid(Trap.REDIRECTED, order)) {
            return people.somewhereIn(order.address.country());
        }
        return laid(Trap.FORWARDED, order) ? people.somewhere() : order.address;
    }

    private Duration skew(SimulatedOrder order) {
        if (laid(Trap.CLOCK_SKEW, order)) {
            return dice.hours(-5, 5);
        }
        return laid(Trap.TIME_ZONE, order) ? Duration.ofHours(dice.number(-13, 14)) : Duration.ZERO;
    }

    private void declare(SimulatedOrder order, Service service, Label label, Instant at) {
        if (service.tracked() && service.checked && laid(Trap.MISTYPED_AND_CORRECTED, order)) {
            order.declare(numbers.mistyped(label), at);
            order.declare(label, at.plus(dice.hours(2, 48)));
            order.truth.addAll(OF_NO_PARCEL);
        } else if (service.checked && laid(Trap.MISTYPED, order)) {
            order.declare(numbers.mistyped(label), at);
            order.truth.addAll(OF_NO_PARCEL);
        } else {
            order.declare(label, at);
        }
    }

    private void evidence(SimulatedOrder order, Instant declared) {
        SimulatedOrder before = latest.get(order.seller.id());
        Instant asked = declared.plus(dice.days(4, 10));
        if (before != null && before.documents.isEmpty() && laid(Trap.SHARED_RECEIPT, order)) {
            // One list of the post office for all parcels of a day, given for each of them.
            String receipt = "receipt-" + order.id;
            before.documents.add(new SimulatedOrder.Document(receipt, asked.minus(dice.hours(1, 20))));
            before.traps.add(Trap.SHARED_RECEIPT);
            order.documents.add(new SimulatedOrder.Document(receipt, asked));
        } else if (dice.chance(GIVES_EVIDENCE)) {
            order.documents.add(new SimulatedOrder.Document("own-" + order.id, asked));
        }
    }

    /** Another order of these days that goes in the same parcel. */
    private void alongWith(SimulatedOrder first, String buyerId, Trap trap) {
        SimulatedOrder second = new SimulatedOrder(
                world.orders().size(), first.seller, buyerId, first.address, first.placedAt, first.verifiedAt);
        second.traps.add(trap);
        second.declare(first.declaration().label(), first.declaration().at().plus(dice.hours(0.01, 3)));
        second.givenUpAt = first.givenUpAt;
        second.truth.addAll(first.truth);
        world.orders().add(second);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
