package dev.countermand.tracking.webhook;

import dev.countermand.tracking.event.CarrierEvent;
import java.time.Instant;
import java.util.List;

/**
 * What an aggregator delivers in one call.
 *
 * @param id its own id of the delivery; a retry has the same
 * @param sentAt when it says it was sent; one that does not say could be played again for ever, and is refused
 * @param reports what the carrier saw, each with its own fate
 */
record Delivery(String id, Instant sentAt, List<Report> reports) {

    Delivery {
        reports = List.copyOf(reports);
    }

    /** One thing that the carrier is said to have seen. */
    sealed interface Report {

        /** Our id of it: the same whenever the same is told again. */
        String id();
    }

    /** Something that can be taken; its carrier is as the aggregator calls it. */
    record Scan(CarrierEvent event) implements Report {

        @Override
        public String id() {
            return event.id();
        }
    }

    /** Something that says nothing of where the parcel is, or that we cannot read. */
    record Nothing(String id, String because) implements Report {}
}
