package dev.countermand.simulation;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.event.ParcelHistory;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What carriers do with parcels, and what they say of it, and when: they rest on Sundays, have outages in which nothing is
 * scanned or passed on, miss scans, and have clocks of their own.
 */
final class Carrier {

    private static final BusinessDays DAYS = new BusinessDays(ZoneOffset.UTC, Set.of(DayOfWeek.SUNDAY), Set.of());

    /** A time in which a carrier's systems are down. */
    record Outage(Instant from, Instant to) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /**
     * What one parcel goes through.
     *
     * @param listenedFrom since when somebody asks the carrier for it: it reports what was before at once
     * @param deliveredTo what the carrier says
     * @param firstScanCountry where it first has the parcel in its hands
     * @param missed whether nobody scans it where it is posted
     * @param skew how far its clock is wrong
     */
    record Trip(
            String carrier,
            Address from,
            Address deliveredTo,
            Instant postedAt,
            Instant listenedFrom,
            String firstScanCountry,
            boolean missed,
            boolean sameDay,
            Duration skew) {}

    private final Parameters parameters;
    private final Dice dice;
    private final Map<String, List<Outage>> outages = new HashMap<>();

    Carrier(Parameters parameters, Dice dice) {
        this.parameters = parameters;
        this.dice = dice;
        for (Service service : Service.values()) {
            outages.computeIfAbsent(service.carrier, ignored -> someOutages());
        }
    }

    private List<Outage> someOutages() {
        List<Outage> some = new ArrayList<>();
        for (int i = 0; i < parameters.outagesPerCarrier(); i++) {
            Instant from = parameters.from().plus(dice.days(5, parameters.days()));
            some.add(new Outage(from, from.plus(dice.days(0.5, parameters.outageDays()))));
        }
        return some;
    }

    /** All that is reported of a parcel, and when it is delivered. */
    List<Report> carry(Trip trip) {
        boolean abroad = !trip.from().country().equals(trip.deliveredTo().country());
        List<Report> reports = new ArrayList<>();
        Instant at = working(trip.postedAt().plus(dice.hours(0.5, 10)));
        if (trip.missed()) {
            at = working(at.plus(abroad ? dice.days(0.8, 2.8) : dice.days(0.6, 2)));
        }
        Address start = new Address(trip.firstScanCountry(), trip.from().postalCode());
        if (trip.sameDay()) {
            Instant out = trip.postedAt().plus(dice.hours(0.5, 3));
            add(reports, trip, CarrierStatus.OUT_FOR_DELIVERY, out, start);
            add(reports, trip, CarrierStatus.DELIVERED, out.plus(dice.hours(0.7, 7)), trip.deliveredTo());
            return reports;
        }
        add(reports, trip, trip.missed() ? CarrierStatus.IN_TRANSIT : CarrierStatus.ACCEPTED, at, start);
        int hubs = abroad ? dice.number(2, 5) : dice.number(1, 3);
        for (int hub = 0; hub < hubs; hub++) {
            at = working(at.plus(abroad ? dice.days(1.2, 5) : dice.days(0.3, 1.3)));
            boolean arrived = hub >= hubs / 2;
            add(reports, trip, CarrierStatus.IN_TRANSIT, at, arrived ? trip.deliveredTo() : start);
        }
        at = working(at.plus(dice.hours(10, 30)));
        add(reports, trip, CarrierStatus.OUT_FOR_DELIVERY, at, trip.deliveredTo());
        add(reports, trip, CarrierStatus.DELIVERED, at.plus(dice.hours(1.5, 9)), trip.deliveredTo());
        return reports;
    }

    /** A parcel that nobody scans before it is in the buyer's country. */
    List<Report> carryUnseen(Trip trip) {
        Instant at = working(trip.postedAt().plus(dice.days(6, 14)));
        List<Report> reports = new ArrayList<>();
        add(reports, trip, CarrierStatus.IN_TRANSIT, at, trip.deliveredTo());
        add(reports, trip, CarrierStatus.DELIVERED, working(at.plus(dice.days(1, 4))), trip.deliveredTo());
        return reports;
    }

    /** A label was bought: no scan. */
    Report label(String carrier, Instant at, Instant listenedFrom) {
        return new Report(
                new ParcelHistory.Event(CarrierStatus.LABEL_CREATED, at, null, null),
                passedOn(carrier, at, listenedFrom));
    }

    private void add(List<Report> reports, Trip trip, CarrierStatus status, Instant planned, Address where) {
        Outage outage = outage(trip.carrier(), planned);
        // Half of what cannot be scanned is scanned when the systems are back, the rest on paper and typed in later.
        Instant at = outage != null && dice.chance(0.5) ? outage.to().plus(dice.hours(0.5, 24)) : planned;
        Instant said = at.plus(trip.skew());
        reports.add(new Report(
                new ParcelHistory.Event(status, said, where.country(), where.postalCode()),
                passedOn(trip.carrier(), at, trip.listenedFrom())));
    }

    private Instant passedOn(String carrier, Instant at, Instant listenedFrom) {
        Instant said = at.plus(dice.waiting(parameters.reportHours()));
        Outage outage = outage(carrier, said);
        if (outage != null) {
            said = outage.to().plus(dice.hours(0.1, 20));
        }
        Instant earliest = listenedFrom.plus(dice.hours(0.05, 0.5));
        return said.isBefore(earliest) ? earliest : said;
    }

    private @Nullable Outage outage(String carrier, Instant at) {
        return outages.getOrDefault(carrier, List.of()).stream()
                .filter(outage -> outage.covers(at))
                .findFirst()
                .orElse(null);
    }

    boolean out(String carrier, Instant at) {
        return outage(carrier, at) != null;
    }

    /** On the next day on which somebody works. */
    static Instant working(Instant at) {
        return at.atZone(ZoneOffset.UTC).getDayOfWeek() == DayOfWeek.SUNDAY ? DAYS.plus(at, 1) : at;
    }
}
