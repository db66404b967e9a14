package dev.countermand.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders that are declared shipped and never are. Made after the honest ones, whose numbers they take. */
final class Dodges {

    /** A number is worth taking as long as the buyer may believe that it is theirs. */
    private static final Duration FRESH = Duration.ofDays(20);

    private static final int TRIES = 4_000;
    private static final int LEAST_PER_RING_NUMBER = 3;
    private static final int MOST_PER_RING_NUMBER = 10;

    private final World world;
    private final People people;
    private final Carrier carrier;
    private final Numbers numbers;
    private final Dice dice;

    /** Honest orders whose parcels are seen, in the order in which they were placed; their number can be taken. */
    private final List<SimulatedOrder> victims;

    private final Map<String, List<SimulatedOrder>> victimsOfSeller = new HashMap<>();
    private final Map<Address, List<SimulatedOrder>> victimsAt = new HashMap<>();
    private final Map<String, SimulatedOrder.Document> given = new HashMap<>();
    private @Nullable Label ringNumber;
    private int ringUsesLeft;

    Dodges(World world, People people, Carrier carrier, Numbers numbers, Dice dice) {
        this.world = world;
        this.people = people;
        this.carrier = carrier;
        this.numbers = numbers;
        this.dice = dice;
        victims = world.declared().stream()
                .filter(order -> !world.reportsOf(order.declaration().label()).isEmpty())
                .toList();
        victims.forEach(order -> {
            victimsOfSeller
                    .computeIfAbsent(order.seller.id(), ignored -> new ArrayList<>())
                    .add(order);
            victimsAt
                    .computeIfAbsent(order.address, ignored -> new ArrayList<>())
                    .add(order);
        });
    }

    void make(SimulatedOrder order) {
        Parameters parameters = world.parameters();
        Instant declared;
        if (dice.chance(parameters.dodgedAgainstRequest())) {
            Instant requested = order.verifiedAt.plus(dice.hours(1, 90));
            declared = requested.plus(dice.waiting(20)).plusSeconds(600);
            order.requestedAt = requested;
        } else {
            declared = order.verifiedAt.plus(dice.hours(6, 160));
        }
        Instant last = order.verifiedAt.plus(Duration.ofHours(167));
        Dodge dodge = order.seller.manner() == Seller.Manner.RING && dice.chance(0.6)
                ? Dodge.RING
                : dice.one(parameters.dodges());
        declare(order, dodge, declared.isAfter(last) ? last : declared);
        if (order.requestedAt != null && order.seller.presses() && dice.chance(parameters.pressed())) {
            order.reported = true;
            order.truth.add("COERCED_REASON");
        }
        Truth.ofAbsence(order, world.reportsOf(order.declaration().label()));
        evidence(order);
        order.givenUpAt = order.declaration().at().plus(dice.days(12, 45));
    }

    private void declare(SimulatedOrder order, Dodge dodge, Instant at) {
        switch (dodge) {
            case INVENTED ->
                noParcel(
                        order, dodge, numbers.invented(checked(order), account(order), from(order), order.address), at);
            case INVENTED_WITH_CHECK_DIGIT ->
                noParcel(order, dodge, numbers.genuine(checked(order), account(order), from(order), order.address), at);
            case LABEL_ONLY -> {
                Label label = numbers.genuine(checked(order), account(order), from(order), order.address);
                world.report(label, List.of(carrier.label(label.carrier(), at.minus(dice.hours(0, 3)), at)));
                noParcel(order, dodge, label, at);
            }
            case UNTRACKED ->
                noParcel(
                        order,
                        dodge,
                        numbers.genuine(Service.POST_SMALL_PACKET, account(order), from(order), order.address),
                        at);
            case RING -> noParcel(order, dodge, ringNumber(order), at);
            case OWN_OTHER_ORDER ->
                taken(order, dodge, at, victim(victimsOfSeller.getOrDefault(order.seller.id(), List.of()), order, at));
            case OTHER_SELLERS -> taken(order, dodge, at, victim(victims, order, at));
            case OTHER_SELLERS_SAME_POSTCODE ->
                taken(order, dodge, at, victim(victimsAt.getOrDefault(order.address, List.of()), order, at));
            case OUTSIDE_ELSEWHERE, OUTSIDE_SAME_POSTCODE, OUTSIDE_DELIVERED -> outside(order, dodge, at);
        }
    }

    /** What this seller would have used, had they sent anything; not what nobody scans, which is a dodge of its own. */
    private Service checked(SimulatedOrder order) {
        return Service.scanned(order.seller.carriers(), order.address.country(), dice);
    }

    private static String account(SimulatedOrder order) {
        return order.seller.account();
    }

    private static String from(SimulatedOrder order) {
        return order.seller.dropship();
    }

    private void noParcel(SimulatedOrder order, Dodge dodge, Label label, Instant at) {
        order.dodge = dodge;
        order.declare(label, at);
        if (dodge == Dodge.INVENTED) {
            order.truth.add("NUMBER_INVALID");
        }
        if (dodge == Dodge.RING) {
            order.truth.add("NUMBER_REUSED");
        }
    }

    private Label ringNumber(SimulatedOrder order) {
        Label number = ringNumber;
        if (number == null || ringUsesLeft == 0) {
            number = numbers.genuine(checked(order), account(order), from(order), order.address);
            ringNumber = number;
            ringUsesLeft = dice.number(LEAST_PER_RING_NUMBER, MOST_PER_RING_NUMBER + 1);
        }
        ringUsesLeft--;
        return number;
    }

    /** Somebody's order that was declared in the last days; null when there is none. */
    private @Nullable SimulatedOrder victim(List<SimulatedOrder> from, SimulatedOrder order, Instant at) {
        for (int tries = 0; tries < TRIES && !from.isEmpty(); tries++) {
            SimulatedOrder other = dice.one(from);
            Instant declared = other.declaration().at();
            if (declared.isBefore(at) && declared.isAfter(at.minus(FRESH)) && !other.buyerId.equals(order.buyerId)) {
                return other;
            }
        }
        return null;
    }

    /** Who finds no number to take makes one up. */
    private void taken(SimulatedOrder order, Dodge dodge, Instant at, @Nullable SimulatedOrder victim) {
        if (victim == null) {
            declare(order, Dodge.INVENTED_WITH_CHECK_DIGIT, at);
            return;
        }
        victim.traps.add(Trap.NUMBER_STOLEN);
        order.truth.add("NUMBER_REUSED");
        Label label = victim.declaration().label();
        somebodys(
                order,
                dodge,
                at,
                new Taken(label, world.reportsOf(label), victim.address, victim.seller.dropship(), victim.seller));
    }

    /** A parcel of a shop elsewhere. */
    private void outside(SimulatedOrder order, Dodge dodge, Instant at) {
        Seller shop = people.someSeller();
        boolean same = dodge == Dodge.OUTSIDE_SAME_POSTCODE;
        Address to = same ? order.address : elsewhere(order);
        boolean known = dice.chance(0.5);
        String account = known ? shop.account() : dice.digits(9);
        Instant posted =
                dodge == Dodge.OUTSIDE_DELIVERED ? at.minus(dice.days(6, 25)) : at.minus(dice.days(-1, same ? 3 : 7));
        Service service = Service.scanned(shop.carriers(), to.country(), dice);
        Label label = numbers.genuine(service, account, shop.dropship(), to);
        boolean missed = dice.chance(world.parameters().missedScan());
        List<Report> reports = carrier.carry(new Carrier.Trip(
                label.carrier(),
                people.of(shop),
                to,
                Carrier.working(posted),
                at,
                shop.dropship(),
                missed,
                false,
                Duration.ZERO));
        world.report(label, reports);
        somebodys(order, dodge, at, new Taken(label, reports, to, shop.dropship(), shop));
    }

    private Address elsewhere(SimulatedOrder order) {
        return dice.chance(0.5) ? people.somewhereIn(order.address.country()) : people.somewhere();
    }

    private static void somebodys(SimulatedOrder order, Dodge dodge, Instant at, Taken parcel) {
        order.dodge = dodge;
        order.declare(parcel.label(), at);
        Truth.ofAnothersParcel(order, parcel);
    }

    private void evidence(SimulatedOrder order) {
        Parameters parameters = world.parameters();
        if (!dice.chance(parameters.evidenceGiven())) {
            return;
        }
        Instant at = order.declaration().at().plus(dice.days(4, 10));
        SimulatedOrder.Document before = given.get(order.seller.id());
        if (before != null && before.givenAt().isBefore(at) && dice.chance(parameters.evidenceReused())) {
            order.documents.add(new SimulatedOrder.Document(before.sha256(), at));
            order.truth.add("EVIDENCE_REUSED");
        } else {
            SimulatedOrder.Document forged = new SimulatedOrder.Document("forged-" + order.id, at);
            given.put(order.seller.id(), forged);
            order.documents.add(forged);
        }
    }
}
