package dev.countermand.dispute;

import dev.countermand.kernel.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One word of a dispute: an offer, a rejection, or both. */
@Entity
@Table(name = "dispute_offer")
@IdClass(DisputeOfferRow.Key.class)
class DisputeOfferRow {
    @Id
    String orderId;

    @Id
    UUID disputeId;

    @Id
    UUID id;

    String madeBy;

    @Enumerated(EnumType.STRING)
    Role side;

    /** Null: a rejection without an offer. */
    @Nullable
    Long amount;

    @Nullable
    String explanation;

    Instant at;

    record Key(String orderId, UUID disputeId, UUID id) {}
}
