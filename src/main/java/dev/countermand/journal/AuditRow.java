package dev.countermand.journal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did what, when, on which version. */
@Entity
@Table(name = "audit_entry")
class AuditRow {
    @Id
    UUID id;

    String subject;
    String object;
    String action;
    Instant at;
    String actor;
    String role;

    @Nullable
    String onBehalfOf;

    @Nullable
    Long version;

    String details;

    /** By {@link AuditSignatures}; null in what a release before it wrote. */
    @Nullable
    String signature;

    AuditEntry entry() {
        return new AuditEntry(id, subject, object, action, at, actor, role, onBehalfOf, version, details);
    }
}
