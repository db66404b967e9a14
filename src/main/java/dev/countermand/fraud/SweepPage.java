package dev.countermand.fraud;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A stretch of a sweep, judged in memory.
 *
 * @param keys the shipments in it, in the order of the sweep
 * @param changed orders for which something would be written
 * @param tally what that would be
 * @param last nothing comes behind it
 */
record SweepPage(List<Key> keys, List<String> changed, SweepTally tally, boolean last) {

    /** A shipment's place in a sweep. */
    record Key(String orderId, UUID shipmentId, Instant declaredAt) {}

    SweepPage {
        keys = List.copyOf(keys);
        changed = List.copyOf(changed);
    }
}
