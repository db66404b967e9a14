package dev.countermand.evidence;

import dev.countermand.evidence.store.DocumentKey;
import dev.countermand.evidence.store.Place;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "evidence")
@IdClass(EvidenceRow.Key.class)
class EvidenceRow {
    @Id
    String orderId;

    @Id
    UUID id;

    UUID shipmentId;
    String sellerId;
    String mediaType;
    long size;
    String sha256;

    /** Of a document that the release before was given; else it is where {@link #keptIn} says. */
    byte @Nullable [] content;

    @Nullable
    @Enumerated(EnumType.STRING)
    Place keptIn;

    Instant givenAt;
    String givenBy;

    final DocumentKey key() {
        return new DocumentKey(orderId, id);
    }

    final Evidence toEvidence() {
        return new Evidence(id, orderId, shipmentId, mediaType, size, sha256, givenAt);
    }

    record Key(String orderId, UUID id) {}
}
