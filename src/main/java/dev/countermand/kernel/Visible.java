package dev.countermand.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Whose rows a list may show its caller. Every list asks for one, so that none is without: that everybody's are seen is
 * said, never left out. {@link #to} is the one place where it follows from who calls.
 */
public sealed interface Visible {

    /** What this caller may see in lists; refuses who is nobody in them. */
    static Visible to(Caller caller) {
        if (caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE, Role.SYSTEM)) {
            return Everybodys.ALL;
        }
        if (caller.isAny(Role.BUYER)) {
            return new OfBuyer(caller.subject());
        }
        if (caller.isAny(Role.SELLER)) {
            return new OfSeller(caller.subject());
        }
        throw Refusal.forbidden("Your role does not allow this").asException();
    }

    /** For lists that only the marketplace's own people and systems see; refuses all others. */
    static Everybodys everybodysTo(Caller caller) {
        if (to(caller) instanceof Everybodys all) {
            return all;
        }
        throw Refusal.forbidden("Your role does not allow this").asException();
    }

    /** Everybody's: for the marketplace's own people and systems. Cannot be had but from a caller. */
    final class Everybodys implements Visible {

        private static final Everybodys ALL = new Everybodys();

        private Everybodys() {}
    }

    /** One buyer's. */
    record OfBuyer(String buyerId) implements Visible {
        public OfBuyer {
            refuseNobody(buyerId);
        }
    }

    /** One seller's. */
    record OfSeller(String sellerId) implements Visible {
        public OfSeller {
            refuseNobody(sellerId);
        }
    }

    private static void refuseNobody(@Nullable String id) {
        if (id == null || id.isBlank()) {
            throw Refusal.forbidden("Whoever has no id has nothing to see").asException();
        }
    }
}
