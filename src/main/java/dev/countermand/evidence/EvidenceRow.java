package dev.countermand.evidence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

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
    byte[] content;
    Instant givenAt;
    String givenBy;

    record Key(String orderId, UUID id) {}
}
