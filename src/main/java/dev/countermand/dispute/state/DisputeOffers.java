package dev.countermand.dispute.state;

import dev.countermand.order.Order;
import dev.countermand.order.state.OrderAction;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer would be answered who opened a dispute of each kind now, about all that it fits (A15, A19, P2): by
 * {@link DisputeOpening}, which decides the act itself. Pure.
 *
 * @param answers by kind; none where no dispute can be opened, of whatever kind
 */
public record DisputeOffers(Map<DisputeKind, DisputeOpening> answers) {

    /** Those that a buyer opens; the law's return is asked for as a cancellation (D1). */
    private static final List<DisputeKind> OPENED_BY_BUYERS =
            List.of(DisputeKind.NO_TRACKING_INFO, DisputeKind.RETURN_GOODS_AND_MONEY, DisputeKind.REFUND_ONLY);

    public DisputeOffers {
        answers = Map.copyOf(answers);
    }

    /**
     * By the order and its parcels at this moment.
     *
     * @param parcels those that the order still has something in, in the order of declaration
     */
    public static DisputeOffers of(Order order, List<DisputedParcel> parcels, Instant now) {
        Map<DisputeKind, DisputeOpening> answers = new EnumMap<>(DisputeKind.class);
        if (order.possible(OrderAction.OPEN_DISPUTE)) {
            OPENED_BY_BUYERS.forEach(kind -> answers.put(kind, DisputeOpening.of(order, kind, parcels, false, now)));
        }
        return new DisputeOffers(answers);
    }

    /** The kinds that can be opened now. */
    public List<DisputeKind> kinds() {
        return OPENED_BY_BUYERS.stream()
                .filter(kind -> answers.get(kind) instanceof DisputeOpening.Possible)
                .toList();
    }

    /** Whether one of this kind can be opened now. */
    public boolean possible(DisputeKind kind) {
        return answers.get(kind) instanceof DisputeOpening.Possible;
    }

    /** The parcels that one of this kind would be about now. */
    public Set<UUID> parcels(DisputeKind kind) {
        return answers.get(kind) instanceof DisputeOpening.Possible(DisputedUnits about) ? about.shipments() : Set.of();
    }

    /** From when on one of this kind can be opened, where only the time is missing (A15). */
    public @Nullable Instant from(DisputeKind kind) {
        return answers.get(kind) instanceof DisputeOpening.NotYet(Instant from) ? Objects.requireNonNull(from) : null;
    }
}
