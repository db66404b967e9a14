package dev.countermand.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.journal.AuditReader;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What buyer, seller, marketplace and carrier did, in one line of time. */
@ApplicationScoped
class CaseTimeline {

    /** Acts shown at once, the newest. */
    static final int ACTS_AT_MOST = 500;

    /** Carrier events shown at once, the newest. */
    static final int SCANS_AT_MOST = 200;

    private static final String SCANS = """
            select e.occurredAt, e.carrier, e.trackingNumber, str(e.status), e.city, e.country
            from CarrierEventRow e
            where exists (select 1 from ShipmentRow s
                where s.orderId = :order and s.carrier = e.carrier and s.trackingNumber = e.trackingNumber)
            order by e.occurredAt desc, e.eventId
            """;

    private final AuditReader audit;
    private final TimelineWords words;

    CaseTimeline(AuditReader audit, ObjectMapper json) {
        this.audit = audit;
        this.words = new TimelineWords(json);
    }

    /** Oldest first. Needs a session. */
    Uni<List<CaseApi.TimelineEntry>> of(String orderId) {
        return audit.of(orderId, ACTS_AT_MOST)
                .chain(acts -> scans(orderId).map(scans -> {
                    List<CaseApi.TimelineEntry> all = new ArrayList<>(scans);
                    acts.forEach(act ->
                            all.add(new CaseApi.TimelineEntry(act.at(), TimelineWords.who(act), words.what(act))));
                    all.sort(Comparator.comparing(CaseApi.TimelineEntry::at));
                    return all;
                }));
    }

    private static Uni<List<CaseApi.TimelineEntry>> scans(String orderId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(SCANS, Object[].class)
                        .setParameter("order", orderId)
                        .setMaxResults(SCANS_AT_MOST)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new CaseApi.TimelineEntry(
                                (Instant) row[0],
                                "carrier " + row[1],
                                TimelineWords.carrierSaid(
                                        (String) row[2], (String) row[3], (String) row[4], (String) row[5])))
                        .toList());
    }
}
