package dev.countermand.evidence;

import dev.countermand.order.Order;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A16: the seller was asked for evidence of a shipment. When it is due is a deadline of the order, which can move. */
@Entity
@Table(name = "evidence_demand")
@IdClass(EvidenceDemandRow.Key.class)
class EvidenceDemandRow {

    @Id
    String orderId;

    @Id
    UUID id;

    UUID shipmentId;

    /** Null of a demand that the release before has made. */
    @Nullable
    String sellerId;

    @Nullable
    UUID disputeId;

    String demandedBy;
    Instant demandedAt;

    @Nullable
    @Enumerated(EnumType.STRING)
    DemandOutcome outcome;

    @Nullable
    Instant endedAt;

    /** The order, which is saved with it, tells of it. */
    final void end(Order order, DemandOutcome how, Instant now) {
        if (outcome != null) {
            throw new IllegalStateException("The demand " + id + " has ended: " + outcome);
        }
        outcome = how;
        endedAt = now;
        order.tell(how.event(), "shipments/" + shipmentId, () -> EvidenceDemands.data(order, this));
    }

    record Key(String orderId, UUID id) {}
}
