package dev.countermand.order.told;

import dev.countermand.journal.Act;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has moved in one order and is not written yet. Whatever changes the status of anything in an order adds it here, at
 * the place of the change; whoever saves the order writes all of it at once, so that no way to a state can forget its event.
 */
public final class Tellings {

    /** What of an act also explains what it moved. */
    private static final List<String> REASONS = List.of("rule", "reason", "because");

    private record Telling(String event, String object, Supplier<? extends Map<String, Object>> data) {
        boolean isOf(Act act) {
            return event.equals(act.event()) && (object.equals(act.object()) || event.startsWith("order."));
        }
    }

    private final List<Telling> waiting = new ArrayList<>();

    /** What was written last: what moves afterwards without another act follows from it. */
    private @Nullable Act last;

    /**
     * Something has moved.
     *
     * @param event the kind of its event, which the state that it reached names
     * @param object the single thing, for example {@code cancellations/0190...}
     * @param data asked for when it is written, once the act is through
     */
    public void add(String event, String object, Supplier<? extends Map<String, Object>> data) {
        waiting.add(new Telling(event, object, data));
    }

    public boolean none() {
        return waiting.isEmpty();
    }

    /** Nothing of it is told: it is history, or one event tells all of it. */
    public void forget() {
        waiting.clear();
    }

    /**
     * The act and everything that it moved, each once: first what it is about, then the rest, in the order in which it
     * moved. An act that is itself one of the moves adds what it says to that one.
     */
    public List<Act> with(Act act, OrderFacts facts) {
        List<Act> about = new ArrayList<>();
        List<Act> rest = new ArrayList<>();
        boolean told = false;
        for (Telling telling : waiting) {
            boolean same = telling.isOf(act);
            told = told || same;
            (same || telling.object().equals(act.object()) ? about : rest).add(written(telling, act, same, facts));
        }
        if (!told) {
            about.addFirst(copy(act, act.event(), act.object(), merged(facts, act.event(), act.data(), Map.of())));
        }
        about.addAll(rest);
        waiting.clear();
        last = act;
        return about;
    }

    /**
     * What moved after the last act was written, because of it.
     *
     * @param now the order and the time; its actor and its kind, which is empty, are for what no act came before
     */
    public List<Act> rest(Act now, OrderFacts facts) {
        Act cause = last == null
                ? now
                : new Act(
                        last.actor(), last.event(), now.subject(), last.object(), now.version(), now.at(), last.data());
        List<Act> acts = waiting.stream()
                .map(telling -> written(telling, cause, false, facts))
                .toList();
        waiting.clear();
        return acts;
    }

    private static Act written(Telling telling, Act act, boolean same, OrderFacts facts) {
        Map<String, Object> data = merged(
                facts,
                telling.event(),
                same ? act.data() : Map.of(),
                telling.data().get());
        if (!same && !act.event().isEmpty()) {
            REASONS.stream()
                    .filter(reason -> act.data().containsKey(reason))
                    .forEach(reason -> data.putIfAbsent(reason, act.data().get(reason)));
            data.put("causedBy", act.event());
        }
        return copy(act, telling.event(), telling.object(), data);
    }

    private static Map<String, Object> merged(
            OrderFacts facts, String event, Map<String, Object> said, Map<String, Object> moved) {
        Map<String, Object> data = new LinkedHashMap<>(facts.begin(event));
        data.putAll(said);
        // Where it came from and went to is what moved, whatever the act has made of it since.
        data.putAll(moved);
        return data;
    }

    private static Act copy(Act act, String event, String object, Map<String, Object> data) {
        return new Act(act.actor(), event, act.subject(), object, act.version(), act.at(), data);
    }
}
