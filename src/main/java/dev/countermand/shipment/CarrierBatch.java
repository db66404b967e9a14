package dev.countermand.shipment;

import dev.countermand.kernel.Refusal;
import dev.countermand.shipment.CarrierEventStore.Told;
import dev.countermand.shipment.ShipmentApi.CarrierEvent;
import dev.countermand.shipment.ShipmentApi.EventOutcome;
import dev.countermand.shipment.ShipmentApi.EventResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A batch of carrier events on its way: which can be taken, each once, and what became of every one that was sent. */
final class CarrierBatch {

    private record Key(ParcelNumber number, String id) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byCarrier = number.carrier().compareTo(other.number.carrier());
            int byNumber = number.trackingNumber().compareTo(other.number.trackingNumber());
            return byCarrier != 0 ? byCarrier : byNumber != 0 ? byNumber : id.compareTo(other.id);
        }
    }

    private record Taken(int place, CarrierEvent event) {}

    private final EventResult[] results;
    private final List<Refusal.FieldError> faults = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Integer> sentAs = new ArrayList<>();

    /**
     * @param canonical what a tracking number is stored as
     * @param faultOf what is wrong with an event that can be read, told with its place in the batch
     */
    CarrierBatch(
            List<? extends SentEvent> events,
            UnaryOperator<String> canonical,
            BiFunction<Integer, CarrierEvent, Optional<Refusal.FieldError>> faultOf) {
        results = new EventResult[events.size()];
        Map<Key, Taken> firstOfKey = new TreeMap<>();
        for (int i = 0; i < results.length; i++) {
            switch (events.get(i)) {
                case SentEvent.Faulty faulty -> reject(i, faulty.id(), faulty.faults());
                case SentEvent.Read(CarrierEvent event) -> {
                    Optional<Refusal.FieldError> fault = faultOf.apply(i, event);
                    if (fault.isPresent()) {
                        reject(i, event.id(), List.of(fault.get()));
                    } else {
                        results[i] = new EventResult(event.id(), EventOutcome.DUPLICATE, null);
                        ParcelNumber number =
                                new ParcelNumber(event.carrier(), canonical.apply(event.trackingNumber()));
                        firstOfKey.putIfAbsent(new Key(number, event.id()), new Taken(i, event));
                    }
                }
            }
        }
        firstOfKey.forEach((key, taken) -> {
            told.add(new Told(key.number(), taken.event()));
            sentAs.add(taken.place());
        });
    }

    private void reject(int place, String id, List<Refusal.FieldError> because) {
        faults.addAll(because);
        String problem = because.stream()
                .map(fault -> fault.field() + " " + fault.message())
                .collect(Collectors.joining("; "));
        results[place] = new EventResult(id, EventOutcome.REJECTED, problem);
    }

    /** The events that can be taken, each once, sorted by their keys. */
    List<Told> told() {
        return List.copyOf(told);
    }

    /** Why events cannot be taken. */
    List<Refusal.FieldError> faults() {
        return List.copyOf(faults);
    }

    Set<ParcelNumber> numbers() {
        Set<ParcelNumber> numbers = new LinkedHashSet<>();
        told.forEach(each -> numbers.add(each.number()));
        return numbers;
    }

    /** Notes which of {@link #told()} were new. */
    void stored(Set<Integer> places) {
        for (int place : places) {
            int index = sentAs.get(place);
            results[index] = new EventResult(results[index].id(), EventOutcome.STORED, null);
        }
    }

    /** One result per event, in the order in which they were sent. */
    List<EventResult> results() {
        return Arrays.asList(results);
    }
}
