package dev.countermand.evidence;

import dev.countermand.order.Order;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A26: the desk asks a seller for evidence of a shipment. It is due when it was first said to be, frozen or not. */
@Entity
@Table(name = "case_demand")
@IdClass(CaseDemandRow.Key.class)
class CaseDemandRow {
    @Id
    String orderId;

    @Id
    UUID id;

    UUID caseId;
    UUID shipmentId;
    String sellerId;

    /** What a moderator wrote to the seller; null where the service asked by itself. */
    @Nullable
    String words;

    String demandedBy;
    Instant demandedAt;
    Instant dueAt;

    @Nullable
    @Enumerated(EnumType.STRING)
    DemandOutcome outcome;

    @Nullable
    Instant endedAt;

    /** The order, which is saved with it, tells that the seller is asked. */
    final void demanded(Order order) {
        order.tell("evidence.demanded", object(), () -> {
            Map<String, Object> data = data(order);
            data.put("dueAt", dueAt.toString());
            return data;
        });
    }

    /** The order, which is saved with it, tells of it. */
    final void end(Order order, DemandOutcome how, Instant now) {
        if (outcome != null) {
            throw new IllegalStateException("The demand " + id + " has ended: " + outcome);
        }
        outcome = how;
        endedAt = now;
        order.tell(how.event(), object(), () -> data(order));
    }

    final String object() {
        return "shipments/" + shipmentId;
    }

    /** What events say of it: never what a moderator wrote, and nothing of what is suspected. */
    final Map<String, Object> data(Order order) {
        Map<String, Object> data = EvidenceDemands.data(order, shipmentId);
        data.put("rule", CaseDemands.RULE);
        data.put("demandId", id.toString());
        data.put("demandedBy", demandedBy);
        data.put("caseId", caseId.toString());
        return data;
    }

    record Key(String orderId, UUID id) {}
}
