package dev.countermand.evidence;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.evidence.store.DocumentKey;
import dev.countermand.evidence.store.ObjectStore;
import dev.countermand.evidence.store.Place;
import dev.countermand.evidence.store.Places;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Timestamps;
import dev.countermand.shipment.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Brings documents to where they are kept, before they are given. What goes outside of the database goes outside of any
 * transaction; until the document is given, a job stands ready to take it away again, so a replica that is killed in between
 * leaves nothing behind.
 */
@ApplicationScoped
class Uploads {

    /** Far longer than it takes to give a document once it is kept. */
    static final Duration DROPPED_AFTER = Duration.ofHours(1);

    /** A document with its id and its place. */
    record Upload(UUID id, Document document, Place place) {}

    private final Places places;
    private final ObjectStore objects;
    private final ShipmentStore shipments;
    private final Deadlines deadlines;
    private final Sessions sessions;
    private final InstantSource clock;

    Uploads(
            Places places,
            ObjectStore objects,
            ShipmentStore shipments,
            Deadlines deadlines,
            Sessions sessions,
            InstantSource clock) {
        this.places = places;
        this.objects = objects;
        this.shipments = shipments;
        this.deadlines = deadlines;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Keeps it where it has to be kept before its transaction. */
    Uni<Upload> keep(UUID shipmentId, Document document) {
        Instant now = Timestamps.now(clock);
        Upload upload = new Upload(Ids.next(now), document, places.current());
        return switch (upload.place()) {
            case DATABASE -> Uni.createFrom().item(upload);
            case S3 -> outside(shipmentId, upload, now).replaceWith(upload);
        };
    }

    private Uni<Void> outside(UUID shipmentId, Upload upload, Instant now) {
        Document document = upload.document();
        return sessions.inTransaction(() -> shipments
                        .orderOf(shipmentId)
                        .call(orderId -> deadlines.set(
                                orderId,
                                DeadlineKind.DROP_DOCUMENT,
                                upload.id().toString(),
                                now.plus(DROPPED_AFTER),
                                now)))
                .chain(orderId -> objects.put(
                        new DocumentKey(orderId, upload.id()),
                        document.content(),
                        document.type().mediaType(),
                        document.sha256()));
    }
}
