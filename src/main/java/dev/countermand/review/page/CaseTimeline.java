package dev.countermand.review.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.journal.AuditEntry;
import dev.countermand.journal.AuditReader;
import dev.countermand.overview.Overview;
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
import java.util.UUID;

/** What buyer, seller, marketplace and carrier did, in one line of time, and the three sides of it. */
@ApplicationScoped
class CaseTimeline {

    /** Acts shown at once, the newest. */
    static final int ACTS_AT_MOST = 500;

    /** Carrier events shown at once, the newest. */
    static final int SCANS_AT_MOST = 200;

    private static final String CASES = "cases/";

    /**
     * One thing that happened.
     *
     * @param who in words, for example {@code seller seller-3}
     * @param what in words, for example {@code order paid: amount 29.90, currency EUR}
     * @param object the single thing that it was done to, for example {@code cases/0190...}; of a scan the number
     */
    record Entry(Instant at, Side side, String who, String what, String object) {

        /** Whether the desk did it on this case. */
        boolean isOf(UUID caseId) {
            return object.equals(CASES + caseId);
        }
    }

    private final AuditReader audit;
    private final CarrierEventStore events;
    private final TimelineWords words;

    CaseTimeline(AuditReader audit, CarrierEventStore events, ObjectMapper json) {
        this.audit = audit;
        this.events = events;
        this.words = new TimelineWords(json);
    }

    /** Oldest first. Needs a session. */
    Uni<List<Entry>> of(Overview.Seen seen) {
        return audit.of(seen.order().id(), ACTS_AT_MOST)
                .chain(acts -> scans(seen).map(scans -> {
                    List<Entry> all = new ArrayList<>(scans);
                    acts.forEach(act -> all.add(entry(act)));
                    all.sort(Comparator.comparing(Entry::at));
                    return all;
                }));
    }

    /** The same of one side alone. */
    static List<Entry> of(Side side, List<Entry> all) {
        return all.stream().filter(entry -> entry.side() == side).toList();
    }

    private Entry entry(AuditEntry act) {
        return new Entry(act.at(), Side.of(act), TimelineWords.who(act), words.what(act), act.object());
    }

    private Uni<List<Entry>> scans(Overview.Seen seen) {
        return events.latest(numbers(seen), SCANS_AT_MOST)
                .map(scans -> scans.stream().map(CaseTimeline::entry).toList());
    }

    private static Entry entry(CarrierEventStore.Seen scan) {
        String said = TimelineWords.carrierSaid(
                scan.number().trackingNumber(), scan.status().name(), scan.city(), scan.country());
        return new Entry(
                scan.occurredAt(),
                Side.CARRIER,
                "carrier " + scan.number().carrier(),
                said + (scan.takenBack() ? " (taken back by the carrier)" : ""),
                scan.number().trackingNumber());
    }

    /** Also those that were put right, or are proposed: what moves under which is what the case may be about (P4). */
    private static Set<ParcelNumber> numbers(Overview.Seen seen) {
        Set<ParcelNumber> named = new HashSet<>();
        seen.shipments()
                .forEach(parcel -> named.add(new ParcelNumber(
                        parcel.shipment().carrier(), parcel.shipment().trackingNumber())));
        seen.numbers().values().forEach(history -> history.numbers().forEach(number -> named.add(number.number())));
        return named;
    }
}
