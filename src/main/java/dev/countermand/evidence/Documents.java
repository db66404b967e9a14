package dev.countermand.evidence;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.evidence.store.DocumentPieces;
import dev.countermand.evidence.store.ObjectStore;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.shipment.ShipmentStore;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A16: documents that sellers give as evidence, and who may read them. */
@ApplicationScoped
class Documents {

    /** Of one shipment. */
    static final int MOST_DOCUMENTS = 20;

    private final EvidenceStore store;
    private final EvidenceDemands demands;
    private final CaseDemands deskDemands;
    private final DocumentPieces pieces;
    private final ObjectStore objects;
    private final Deadlines deadlines;
    private final OrderAccess access;
    private final OrderStore orders;
    private final ShipmentStore shipments;
    private final OrderFlow flow;
    private final InstantSource clock;

    Documents(
            EvidenceStore store,
            EvidenceDemands demands,
            CaseDemands deskDemands,
            DocumentPieces pieces,
            ObjectStore objects,
            Deadlines deadlines,
            OrderAccess access,
            OrderStore orders,
            ShipmentStore shipments,
            OrderFlow flow,
            InstantSource clock) {
        this.store = store;
        this.demands = demands;
        this.deskDemands = deskDemands;
        this.pieces = pieces;
        this.objects = objects;
        this.deadlines = deadlines;
        this.access = access;
        this.orders = orders;
        this.shipments = shipments;
        this.flow = flow;
        this.clock = clock;
    }

    /** Keeps it; who waited for evidence of this shipment waits no longer. Also while the order is frozen (A26). */
    @NeedsTransaction
    Uni<Evidence> give(Caller caller, UUID shipmentId, Uploads.Upload upload) {
        return shipments
                .orderOf(shipmentId)
                .chain(orderId -> access.lock(caller, orderId))
                .chain(order -> {
                    refuseOthers(caller, order);
                    Actor by = caller.as(Role.SELLER);
                    Instant now = Timestamps.now(clock);
                    EvidenceRow row = toRow(order, shipmentId, upload, by, now);
                    return store.ofOrders(List.of(order.id()))
                            .invoke(given -> refuseTooMany(order, shipmentId, given))
                            .chain(() -> store.add(row))
                            .chain(() -> keep(row, upload))
                            .chain(() -> demands.given(order, shipmentId, now))
                            .chain(() -> deskDemands.given(order, shipmentId, now))
                            .chain(() -> orders.save(
                                    order, by, now, "evidence.given", "evidence/" + row.id, data(order, row)))
                            .chain(() -> flow.happened(order, new OrderEvent.EvidenceGiven(row.id, shipmentId), now))
                            .replaceWith(row::toEvidence);
                });
    }

    /** In its own transaction, or already: then nobody is to take it away any more. */
    private Uni<Void> keep(EvidenceRow row, Uploads.Upload upload) {
        return switch (upload.place()) {
            case DATABASE -> pieces.put(row.key(), upload.document().content());
            case S3 ->
                deadlines
                        .dropUntouched(row.orderId, DeadlineKind.DROP_DOCUMENT, row.id.toString())
                        .invoke(untouched -> {
                            if (!untouched) {
                                throw Refusal.unavailable("The document took too long to be kept; send it again")
                                        .asException();
                            }
                        })
                        .replaceWithVoid();
        };
    }

    /** Refuses, before a document is read, whoever may not give one. Only {@link #give} decides. */
    @Reads
    Uni<Void> mayGive(Caller caller, UUID shipmentId) {
        return shipments
                .orderOf(shipmentId)
                .chain(orderId -> access.find(caller, orderId))
                .invoke(order -> refuseOthers(caller, order))
                .replaceWithVoid();
    }

    private static void refuseOthers(Caller caller, Order order) {
        if (!OrderAccess.isSeller(caller, order.terms().sellerId())) {
            throw Refusal.notFound("shipment").asException();
        }
    }

    private static void refuseTooMany(Order order, UUID shipmentId, Map<String, List<Evidence>> given) {
        long there = given.getOrDefault(order.id(), List.of()).stream()
                .filter(document -> document.shipmentId().equals(shipmentId))
                .count();
        if (there >= MOST_DOCUMENTS) {
            throw order.notNow(
                            "TOO_MANY_DOCUMENTS",
                            "There are " + MOST_DOCUMENTS + " documents for this shipment already",
                            Set.of(Role.SELLER))
                    .asException();
        }
    }

    /**
     * A document as it was given.
     *
     * @param content all of it
     */
    record Given(Evidence evidence, byte[] content) {}

    /** One document, for the seller whose it is and for those who judge it. */
    Uni<Given> read(Caller caller, UUID id) {
        return Panache.withSession(() -> store.document(id).chain(row -> {
                    if (row == null
                            || !(caller.isAny(Role.MODERATOR, Role.LEAD)
                                    || OrderAccess.isSeller(caller, row.sellerId))) {
                        throw Refusal.notFound("evidence").asException();
                    }
                    return inside(row).map(content -> new Found(row, content));
                }))
                .chain(found -> {
                    EvidenceRow row = found.row();
                    byte[] content = found.content();
                    return content != null
                            ? Uni.createFrom().item(new Given(row.toEvidence(), content))
                            : objects.get(row.key(), row.sha256).map(fetched -> new Given(row.toEvidence(), fetched));
                });
    }

    /** @param content null when it is kept outside of the database, where nobody asks with a session open */
    private record Found(EvidenceRow row, byte @Nullable [] content) {}

    private Uni<byte @Nullable []> inside(EvidenceRow row) {
        return switch (row.keptIn) {
            case null -> Uni.createFrom().item(row.content);
            case DATABASE -> pieces.get(row.key(), (int) row.size);
            case S3 -> Uni.createFrom().nullItem();
        };
    }

    private static EvidenceRow toRow(Order order, UUID shipmentId, Uploads.Upload upload, Actor by, Instant now) {
        Document document = upload.document();
        EvidenceRow row = new EvidenceRow();
        row.orderId = order.id();
        row.id = upload.id();
        row.shipmentId = shipmentId;
        row.sellerId = order.terms().sellerId();
        row.mediaType = document.type().mediaType();
        row.size = document.content().length;
        row.sha256 = document.sha256();
        row.keptIn = upload.place();
        row.givenAt = now;
        row.givenBy = by.subject();
        return row;
    }

    private static Map<String, Object> data(Order order, EvidenceRow row) {
        Map<String, Object> data = EvidenceDemands.data(order, row.shipmentId);
        data.put("evidenceId", row.id.toString());
        data.put("mediaType", row.mediaType);
        data.put("sha256", row.sha256);
        return data;
    }
}
