package dev.countermand.review.queue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "case_view")
class SavedViewRow {
    @Id
    UUID id;

    String owner;
    String name;

    /** A {@link QueueFilter} as JSON. */
    String filter;

    Instant savedAt;

    @Version
    Long version;
}
