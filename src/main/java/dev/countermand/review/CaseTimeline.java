package dev.countermand.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.journal.AuditReader;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.shipment.correction.ShipmentNumbers;
import dev.countermand.tracking.event.CarrierEventStore;
import dev.countermand.tracking.event.ParcelNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What buyer, seller, marketplace and carrier did, in one line of time. */
@ApplicationScoped
class CaseTimeline {

    /** Acts shown at once, the newest. */
    static final int ACTS_AT_MOST = 500;

    /** Carrier events shown at once, the newest. */
    static final int SCANS_AT_MOST = 200;

    /**
     * One thing that happened.
     *
     * @param who in words, for example {@code seller seller-3}
     * @param what in words, for example {@code order paid: amount 29.90, currency EUR}
     */
    record Entry(Instant at, String who, String what) {}

    private final AuditReader audit;
    private final ShipmentStore shipments;
    private final ShipmentNumbers numbers;
    private final CarrierEventStore events;
    private final TimelineWords words;

    CaseTimeline(
            AuditReader audit,
            ShipmentStore shipments,
            ShipmentNumbers numbers,
            CarrierEventStore events,
            ObjectMapper json) {
        this.audit = audit;
        this.shipments = shipments;
        this.numbers = numbers;
        this.events = events;
        this.words = new TimelineWords(json);
    }

    /** Oldest first. Needs a session. */
    Uni<List<Entry>> of(String orderId) {
        return audit.of(orderId, ACTS_AT_MOST)
                .chain(acts -> scans(orderId).map(scans -> {
                    List<Entry> all = new ArrayList<>(scans);
                    acts.forEach(act -> all.add(new Entry(act.at(), TimelineWords.who(act), words.what(act))));
                    all.sort(Comparator.comparing(Entry::at));
                    return all;
                }));
    }

    private Uni<List<Entry>> scans(String orderId) {
        return numbers(orderId)
                .chain(named -> events.latest(named, SCANS_AT_MOST))
                .map(seen -> seen.stream()
                        .map(scan -> new Entry(
                                scan.occurredAt(),
                                "carrier " + scan.number().carrier(),
                                TimelineWords.carrierSaid(
                                                scan.number().trackingNumber(),
                                                scan.status().name(),
                                                scan.city(),
                                                scan.country())
                                        + (scan.takenBack() ? " (taken back by the carrier)" : "")))
                        .toList());
    }

    /** Also those that were put right, or are proposed: what moves under which is what the case may be about (P4). */
    private Uni<Set<ParcelNumber>> numbers(String orderId) {
        return shipments
                .ofOrders(List.of(orderId))
                .chain(parcels -> numbers.ofOrders(List.of(orderId)).map(histories -> {
                    Set<ParcelNumber> named = new HashSet<>();
                    parcels.forEach(parcel -> named.add(new ParcelNumber(parcel.carrier(), parcel.trackingNumber())));
                    histories
                            .values()
                            .forEach(history -> history.numbers().forEach(number -> named.add(number.number())));
                    return named;
                }));
    }
}
