package dev.countermand.journal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, as the audit keeps it.
 *
 * @param subject what it was done to: an order's id, or a sweep's
 * @param object the single thing inside
 * @param action the event's type without prefix and version
 * @param role the actor's role as a token names it
 * @param details what the event says, as JSON
 */
public record AuditEntry(
        UUID id,
        String subject,
        String object,
        String action,
        Instant at,
        String actor,
        String role,
        @Nullable String onBehalfOf,
        @Nullable Long version,
        String details) {}
