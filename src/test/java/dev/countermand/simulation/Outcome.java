package dev.countermand.simulation;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the service made of an order.
 *
 * @param found every signal that ever stood, by code
 * @param frozenAt when it was frozen first, if it ever was, however short
 * @param frozenFor the signals that stood then
 * @param released whether it was let go by itself later
 * @param highestScore that it ever had
 */
record Outcome(
        SimulatedOrder order,
        Set<String> found,
        @Nullable Instant frozenAt,
        Set<String> frozenFor,
        boolean released,
        int highestScore) {

    boolean frozen() {
        return frozenAt != null;
    }
}
