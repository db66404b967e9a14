package dev.countermand.tracking.event;

import dev.countermand.kernel.Refusal;
import dev.countermand.tracking.event.CarrierEventStore.Told;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** A batch of carrier events on its way: which can be taken, each once, and what became of every one that was sent. */
public final class CarrierBatch {

    private record Key(ParcelNumber number, String id) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byCarrier = number.carrier().compareTo(other.number.carrier());
            int byNumber = number.trackingNumber().compareTo(other.number.trackingNumber());
            return byCarrier != 0 ? byCarrier : byNumber != 0 ? byNumber : id.compareTo(other.id);
        }
    }

    /** An event of a parcel by its id. */
    record EventId(ParcelNumber number, String id) {}

    private record Taken(int place, CarrierEvent event) {}

    private final EventResult[] results;
    private final List<Refusal.FieldError> faults = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Integer> sentAs = new ArrayList<>();
    private final List<Integer> notStored = new ArrayList<>();
    private final Map<Key, Integer> voids = new TreeMap<>();

    /**
     * @param numberOf under what a parcel is stored, by carrier and number as they were sent
     * @param faultOf what is wrong with an event that can be read, told with its place in the batch
     */
    public CarrierBatch(
            List<? extends SentEvent> events,
            BiFunction<String, String, ParcelNumber> numberOf,
            BiFunction<Integer, CarrierEvent, Optional<Refusal.FieldError>> faultOf) {
        results = new EventResult[events.size()];
        Map<Key, Taken> firstOfKey = new TreeMap<>();
        for (int i = 0; i < results.length; i++) {
            switch (events.get(i)) {
                case SentEvent.Faulty faulty -> reject(i, faulty.id(), faulty.faults());
                case SentEvent.Voided(String id, String carrier, String trackingNumber) -> {
                    results[i] = new EventResult(id, EventOutcome.DUPLICATE, null);
                    voids.putIfAbsent(new Key(numberOf.apply(carrier, trackingNumber), id), i);
                }
                case SentEvent.Read(CarrierEvent event) -> {
                    Optional<Refusal.FieldError> fault = faultOf.apply(i, event);
                    if (fault.isPresent()) {
                        reject(i, event.id(), List.of(fault.get()));
                    } else {
                        results[i] = new EventResult(event.id(), EventOutcome.DUPLICATE, null);
                        Key key = new Key(numberOf.apply(event.carrier(), event.trackingNumber()), event.id());
                        Taken first = firstOfKey.putIfAbsent(key, new Taken(i, event));
                        if (first != null && !sameNews(first.event(), event)) {
                            reject(i, event.id(), List.of(idIsTaken(i)));
                        }
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
    public List<Told> told() {
        return List.copyOf(told);
    }

    /** Which events do not count any more, each once, sorted by their keys. */
    public List<EventId> voids() {
        return voids.keySet().stream()
                .map(key -> new EventId(key.number(), key.id()))
                .toList();
    }

    /** Notes which of {@link #voids()} were new. */
    public void voided(Set<Integer> places) {
        List<Integer> sent = List.copyOf(voids.values());
        for (int place : places) {
            int index = sent.get(place);
            results[index] = new EventResult(results[index].id(), EventOutcome.STORED, null);
        }
    }

    /** Whether there is nothing in it that can be taken. */
    public boolean isEmpty() {
        return told.isEmpty() && voids.isEmpty();
    }

    /** Why events cannot be taken. */
    public List<Refusal.FieldError> faults() {
        return List.copyOf(faults);
    }

    /** Notes which of {@link #told()} were new. */
    public void stored(Set<Integer> places) {
        for (int place = 0; place < told.size(); place++) {
            if (places.contains(place)) {
                int index = sentAs.get(place);
                results[index] = new EventResult(results[index].id(), EventOutcome.STORED, null);
            } else {
                notStored.add(place);
            }
        }
    }

    public Set<ParcelNumber> numbers() {
        return told.stream().map(Told::number).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Parcels of which something was taken back. */
    public Set<ParcelNumber> voidedNumbers() {
        return voids.keySet().stream().map(Key::number).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Those of {@link #told()} whose ids were there already. */
    public List<Told> notStored() {
        return notStored.stream().map(told::get).toList();
    }

    /** Notes which of {@link #notStored()} are no duplicates: under their ids something else is stored. */
    public void refused(Set<Integer> places) {
        for (int place : places) {
            int index = sentAs.get(notStored.get(place));
            reject(index, results[index].id(), List.of(idIsTaken(index)));
        }
    }

    /** Whether two events say the same of a parcel; how they put it in words does not matter. */
    private static boolean sameNews(CarrierEvent one, CarrierEvent other) {
        return one.status() == other.status()
                && one.occurredAt().equals(other.occurredAt())
                && Objects.equals(one.country(), other.country())
                && Objects.equals(one.postalCode(), other.postalCode());
    }

    private static Refusal.FieldError idIsTaken(int place) {
        return new Refusal.FieldError(
                "[" + place + "].id",
                "must not be that of another event of this parcel: void that one, and send what is right under a new id");
    }

    /** One result per event, in the order in which they were sent. */
    public List<EventResult> results() {
        return Arrays.asList(results);
    }
}
