package dev.countermand.tracking.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.kernel.Refusal.FieldError;
import dev.countermand.tracking.event.CarrierEventApi.CarrierEvent;
import java.util.List;

/** One event of a batch as it was sent. */
public sealed interface SentEvent {

    /** The sender's id of it; empty where none could be read. */
    String id();

    /** What was sent, for telling whether two batches are the same. */
    Object content();

    /** One that says something. */
    record Read(CarrierEvent event) implements SentEvent {

        @Override
        public String id() {
            return event.id();
        }

        @Override
        public Object content() {
            return event;
        }
    }

    /**
     * One that cannot be read as an event.
     *
     * @param faults by their path in the batch
     */
    record Faulty(String id, JsonNode content, List<FieldError> faults) implements SentEvent {

        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
