package dev.countermand.review.page;

import dev.countermand.journal.AuditEntry;
import dev.countermand.kernel.Role;

/** Whose side of the story something is. */
public enum Side {
    SELLER,
    CARRIER,
    BUYER,
    /** The marketplace: its staff, its systems, and what happened by itself. */
    MARKETPLACE;

    /** By whom the service says that it acts when a carrier has told something. */
    private static final String CARRIER_TOLD = "carrier";

    static Side of(AuditEntry entry) {
        if (entry.role().equals(Role.SYSTEM.token()) && entry.actor().equals(CARRIER_TOLD)) {
            return CARRIER;
        }
        return switch (Role.ofToken(entry.role()).orElse(Role.SYSTEM)) {
            case SELLER -> SELLER;
            case BUYER, AGENT -> BUYER;
            case MODERATOR, LEAD, SERVICE, SYSTEM -> MARKETPLACE;
        };
    }
}
