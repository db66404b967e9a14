package dev.countermand.review.live;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The latest events of cases, read once a tick for all readers of a replica. Whoever is further behind reads the journal in
 * pages of their own until they are here. Nobody is pushed: each reader takes the next page when the last one has left, so one
 * who is slow holds a position, and nothing else.
 */
final class LiveEvents {

    /** Events kept for those who are a little behind. */
    static final int KEPT = 2_000;

    /** Positions that one page is read from. */
    static final int POSITIONS = 1_000;

    /** Positions behind which nobody is led through all of it any more: to load the queue anew is faster. */
    static final long TOO_FAR = 100_000;

    /** Where events come from. */
    interface Source {

        /** The last position. */
        Uni<Long> last();

        /** The events of cases behind one position and up to another, in order. */
        Uni<List<CaseEvent>> between(long after, long upTo);
    }

    /**
     * What a reader gets next.
     *
     * @param upTo where they are with it
     * @param reset they were too far behind, and have missed what was between
     */
    record Page(List<CaseEvent> events, long upTo, boolean reset) {}

    /** All events of cases behind one position and up to another. */
    private record Window(long from, long upTo, List<CaseEvent> events) {}

    private final Source source;
    private final int mostReaders;
    private final AtomicInteger readers = new AtomicInteger();
    private final Queue<UniEmitter<? super Boolean>> waiting = new ConcurrentLinkedQueue<>();
    private volatile Window window = new Window(0, 0, List.of());
    private volatile boolean closed;

    LiveEvents(Source source, int mostReaders) {
        this.source = source;
        this.mostReaders = mostReaders;
    }

    /** Takes a place; false when there is none. */
    boolean enter() {
        if (closed) {
            return false;
        }
        if (readers.incrementAndGet() > mostReaders) {
            readers.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        readers.decrementAndGet();
    }

    int readers() {
        return readers.get();
    }

    boolean closed() {
        return closed;
    }

    /** Where somebody begins who has not been here before. */
    Uni<Long> present() {
        return source.last();
    }

    /** What is behind this position; where nothing is, it waits for the next tick, whether that brings something or not. */
    Uni<Page> behind(long position) {
        Window now = window;
        if (position >= now.upTo()) {
            return nextTick().replaceWith(() -> new Page(List.of(), position, false));
        }
        if (position >= now.from()) {
            List<CaseEvent> events = now.events().stream()
                    .filter(event -> event.position() > position)
                    .toList();
            return Uni.createFrom().item(new Page(events, now.upTo(), false));
        }
        if (now.upTo() - position > TOO_FAR) {
            return Uni.createFrom().item(new Page(List.of(), now.upTo(), true));
        }
        long upTo = Math.min(position + POSITIONS, now.upTo());
        return source.between(position, upTo).map(events -> new Page(events, upTo, false));
    }

    /** Reads on, if anybody is there to hear of it, and wakes those who wait. */
    Uni<Void> tick() {
        Uni<Void> read =
                readers.get() == 0 ? Uni.createFrom().voidItem() : source.last().chain(this::readUpTo);
        return read.eventually(this::wake);
    }

    private Uni<Void> readUpTo(long last) {
        Window before = window;
        if (last <= before.upTo()) {
            return Uni.createFrom().voidItem();
        }
        if (last - before.upTo() > POSITIONS) {
            window = new Window(last, last, List.of());
            return Uni.createFrom().voidItem();
        }
        return source.between(before.upTo(), last)
                .invoke(events -> window = longer(before, events, last))
                .replaceWithVoid();
    }

    private static Window longer(Window before, List<CaseEvent> events, long last) {
        List<CaseEvent> all =
                Stream.concat(before.events().stream(), events.stream()).toList();
        if (all.size() <= KEPT) {
            return new Window(before.from(), last, all);
        }
        List<CaseEvent> kept = all.subList(all.size() - KEPT, all.size());
        return new Window(all.get(all.size() - KEPT - 1).position(), last, List.copyOf(kept));
    }

    private Uni<Boolean> nextTick() {
        return closed
                ? Uni.createFrom().item(true)
                : Uni.createFrom().emitter(emitter -> {
                    waiting.add(emitter);
                    if (closed) {
                        wake();
                    }
                });
    }

    /** Those who wait now: whoever has nothing to do waits anew at once, for the next tick. */
    private void wake() {
        List<UniEmitter<? super Boolean>> awake = new ArrayList<>();
        for (UniEmitter<? super Boolean> one = waiting.poll(); one != null; one = waiting.poll()) {
            awake.add(one);
        }
        awake.forEach(one -> one.complete(true));
    }

    /** The replica ends: every stream says so, and ends. */
    void close() {
        closed = true;
        wake();
    }
}
