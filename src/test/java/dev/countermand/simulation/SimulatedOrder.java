package dev.countermand.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order, all that happens to it, and what only the generator knows: whether it is fraud, and what is true of it. */
final class SimulatedOrder {

    /** A parcel that the seller says they have sent. */
    record Declared(
            UUID shipmentId,
            Label label,
            Instant at,
            @Nullable Instant contestedRequestAt) {}

    /** A document that the seller gave. */
    record Document(String sha256, Instant givenAt) {}

    private final int index;
    final String id;
    final Seller seller;
    final String buyerId;
    final Address address;
    final Instant placedAt;
    final Instant verifiedAt;
    final List<Declared> declared = new ArrayList<>();
    final List<Document> documents = new ArrayList<>();

    /** When the buyer asked to cancel. */
    @Nullable
    Instant requestedAt;

    /** Whether the seller refused in so many words. */
    boolean refused;

    /** Whether the buyer says that the seller made them choose the reason (A12). */
    boolean reported;

    /** When a dispute or the end of escrow ends it, if nothing was delivered before. */
    Instant givenUpAt;

    @Nullable
    Dodge dodge;

    /** What makes an honest one look bad. */
    final Set<Trap> traps = EnumSet.noneOf(Trap.class);

    /** The signals that are really there, by code. */
    final Set<String> truth = new TreeSet<>();

    SimulatedOrder(int index, Seller seller, String buyerId, Address address, Instant placedAt, Instant verifiedAt) {
        this.index = index;
        this.id = "order-" + index;
        this.seller = seller;
        this.buyerId = buyerId;
        this.address = address;
        this.placedAt = placedAt;
        this.verifiedAt = verifiedAt;
        this.givenUpAt = placedAt;
    }

    boolean fraud() {
        return dodge != null;
    }

    /** The first declaration; there is one of every order that is judged. */
    Declared declaration() {
        return declared.getFirst();
    }

    void declare(Label label, Instant at) {
        Instant requested = requestedAt;
        boolean met = requested != null && !refused && requested.isBefore(at);
        // The same for the same seed, and in the order in which they are made.
        UUID shipmentId = new UUID(0x0190_0000_0000_7000L, (long) index << 8 | declared.size());
        declared.add(new Declared(shipmentId, label, at, met ? requested : null));
    }
}
