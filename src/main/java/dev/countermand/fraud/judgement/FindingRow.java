package dev.countermand.fraud.judgement;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "finding")
@IdClass(FindingRow.Key.class)
class FindingRow {
    @Id
    String orderId;

    @Id
    UUID id;

    UUID shipmentId;
    String code;
    int detectorVersion;
    int ruleVersion;
    boolean shadow;
    int weight;
    String words;
    String facts;

    /** The thresholds it was judged under, and all facts the detector was given: enough to come to it again. */
    String thresholds;

    String input;
    Instant foundAt;
    String foundBy;

    @Nullable
    Instant clearedAt;

    @Nullable
    String clearedBecause;

    record Key(String orderId, UUID id) {}
}
