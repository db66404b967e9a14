package dev.countermand.dispute;

import dev.countermand.dispute.state.DisputeAction;
import dev.countermand.evidence.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as somebody may see it.
 *
 * @param offers what was asked and offered, oldest first
 * @param evidence what the seller gave; null for who does not see it
 * @param allowedActions what they can do now
 */
public record SeenDispute(
        DisputeStore.Item item,
        List<DisputeOfferRow> offers,
        @Nullable List<Evidence> evidence,
        List<DisputeAction> allowedActions) {

    /** The order it is about. */
    public String orderId() {
        return item.row().orderId;
    }
}
