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

    /** What became of a demand. */
    enum Outcome {
        GIVEN,
        MISSING,
        /** The carrier has the parcel, or the dispute that wanted it has ended. */
        NEEDLESS;

        /** The kind of the event that tells of it; {@code evidence.given} is about the document. */
        String event() {
            return switch (this) {
                case GIVEN -> "evidence.demand-met";
                case MISSING -> "evidence.missing";
                case NEEDLESS -> "evidence.needless";
            };
        }
    }

    @Id
    String orderId;

    @Id
    UUID id;

    UUID shipmentId;

    @Nullable
    UUID disputeId;

    String demandedBy;
    Instant demandedAt;

    @Nullable
    @Enumerated(EnumType.STRING)
    Outcome outcome;

    @Nullable
    Instant endedAt;

    /** The order, which is saved with it, tells of it. */
    final void end(Order order, Outcome how, Instant now) {
        if (outcome != null) {
            throw new IllegalStateException("The demand " + id + " has ended: " + outcome);
        }
        outcome = how;
        endedAt = now;
        order.tell(how.event(), "shipments/" + shipmentId, () -> EvidenceDemands.data(order, this));
    }

    record Key(String orderId, UUID id) {}
}
