package dev.countermand.evidence;

import dev.countermand.database.Hashing;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.shipment.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A16: documents that sellers give as evidence, and who may read them. */
@ApplicationScoped
class Documents {

    /** Of one document. */
    static final int MOST_BYTES = 10 * 1024 * 1024;

    /** Of one shipment. */
    static final int MOST_DOCUMENTS = 20;

    private final EvidenceStore store;
    private final EvidenceDemands demands;
    private final OrderAccess access;
    private final OrderStore orders;
    private final ShipmentStore shipments;
    private final OrderFlow flow;
    private final InstantSource clock;

    Documents(
            EvidenceStore store,
            EvidenceDemands demands,
            OrderAccess access,
            OrderStore orders,
            ShipmentStore shipments,
            OrderFlow flow,
            InstantSource clock) {
        this.store = store;
        this.demands = demands;
        this.access = access;
        this.orders = orders;
        this.shipments = shipments;
        this.flow = flow;
        this.clock = clock;
    }

    /** A document that was sent, before anybody asks whose it is. */
    record Document(byte[] content, DocumentType type, String sha256) {

        /** Refuses what is too large, empty, or none of the types taken. */
        static Uni<Document> of(byte[] content) {
            if (content.length > MOST_BYTES) {
                throw Refusal.tooLarge("A document must not be larger than " + MOST_BYTES + " bytes")
                        .asException();
            }
            DocumentType type = DocumentType.of(content)
                    .orElseThrow(() -> Refusal.unsupported("The file must be a PDF, JPEG or PNG by its content")
                            .asException());
            return Hashing.sha256(content).map(sha256 -> new Document(content, type, sha256));
        }
    }

    /** Keeps it; who waited for evidence of this shipment waits no longer. Also while the order is frozen (A26). */
    @NeedsTransaction
    Uni<Evidence> give(Caller caller, UUID shipmentId, Document document) {
        return shipments
                .orderOf(shipmentId)
                .chain(orderId -> access.lock(caller, orderId))
                .chain(order -> {
                    refuseOthers(caller, order);
                    Actor by = caller.as(Role.SELLER);
                    Instant now = Timestamps.now(clock);
                    EvidenceRow row = toRow(order, shipmentId, document, by, now);
                    return store.ofOrders(List.of(order.id()))
                            .invoke(given -> refuseTooMany(order, shipmentId, given))
                            .chain(() -> store.add(row))
                            .chain(() -> demands.given(order, shipmentId, now))
                            .chain(() -> orders.save(
                                    order, by, now, "evidence.given", "evidence/" + row.id, data(order, row)))
                            .chain(() -> flow.happened(order, new OrderEvent.EvidenceGiven(row.id, shipmentId), now))
                            .replaceWith(() -> evidence(row));
                });
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

    /** One document, for the seller whose it is and for those who judge it. */
    @Reads
    Uni<EvidenceRow> read(Caller caller, UUID id) {
        return store.document(id).map(row -> {
            if (row == null
                    || !(caller.isAny(Role.MODERATOR, Role.LEAD) || OrderAccess.isSeller(caller, row.sellerId))) {
                throw Refusal.notFound("evidence").asException();
            }
            return row;
        });
    }

    private static EvidenceRow toRow(Order order, UUID shipmentId, Document document, Actor by, Instant now) {
        EvidenceRow row = new EvidenceRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.shipmentId = shipmentId;
        row.sellerId = order.terms().sellerId();
        row.mediaType = document.type().mediaType();
        row.size = document.content().length;
        row.sha256 = document.sha256();
        row.content = document.content();
        row.givenAt = now;
        row.givenBy = by.subject();
        return row;
    }

    private static Evidence evidence(EvidenceRow row) {
        return new Evidence(row.id, row.orderId, row.shipmentId, row.mediaType, row.size, row.sha256, row.givenAt);
    }

    private static Map<String, Object> data(Order order, EvidenceRow row) {
        Map<String, Object> data = EvidenceDemands.data(order, row.shipmentId);
        data.put("evidenceId", row.id.toString());
        data.put("mediaType", row.mediaType);
        data.put("sha256", row.sha256);
        return data;
    }
}
