package dev.countermand.tracking.event;

import dev.countermand.kernel.Refusal.FieldError;
import java.util.List;

/** One event of a batch as it was sent. */
public sealed interface SentEvent {

    /** The sender's id of it; empty where none could be read. */
    String id();

    /** One that says something. */
    record Read(CarrierEvent event) implements SentEvent {

        @Override
        public String id() {
            return event.id();
        }
    }

    /** A correction: the event with this id does not count, whether it was told already or not. */
    record Voided(String id, String carrier, String trackingNumber) implements SentEvent {}

    /**
     * One that cannot be read as an event.
     *
     * @param faults by their path in the batch
     */
    record Faulty(String id, List<FieldError> faults) implements SentEvent {

        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
