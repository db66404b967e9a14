package dev.countermand.liveness;

import dev.countermand.api.Market;
import dev.countermand.liveness.Act.Scene;
import dev.countermand.liveness.Call.Caller;
import dev.countermand.liveness.Service.Answer;
import dev.countermand.liveness.Walk.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An order that lives a walk, with people whom no other order knows, and what was said to each of their acts. */
final class Life {

    private final Service service;
    private final Walk walk;
    private final String id = Market.fresh("life");
    private final Instant born;
    private final List<String> transcript = Collections.synchronizedList(new ArrayList<>());
    private final List<Step> lived = new ArrayList<>();
    private final List<Act> done = new ArrayList<>();
    private final Set<String> faults = new TreeSet<>();
    private final List<Told> told = new ArrayList<>();
    private boolean seenEnded;
    private int calls;

    /** An event that a carrier told of a parcel. */
    record Told(String event, String carrier, String number) {}

    Life(Service service, Walk walk) {
        this.service = service;
        this.walk = walk;
        this.born = service.now();
    }

    String id() {
        return id;
    }

    Walk walk() {
        return walk;
    }

    Caller buyer() {
        return new Caller("buyer-" + id, "buyer");
    }

    Caller seller() {
        return new Caller("seller-" + id, "seller");
    }

    Caller moderator() {
        return new Caller("mod-" + id, "moderator");
    }

    static Caller agent() {
        return new Caller("agent-1", "agent");
    }

    static Caller lead() {
        return new Caller("lead-1", "lead");
    }

    /** A number that counts up; for ids. */
    int next() {
        calls++;
        return calls;
    }

    /** What carriers told of its parcels so far. */
    List<Told> told() {
        return told;
    }

    /** Its buyer places the order, or did so before this service was there. */
    void begin() {
        Map<String, Object> body = Baskets.order(walk.seed(), id, walk.market(), buyer(), seller());
        Answer placed = service.send(
                walk.imported()
                        ? Call.lines(Service.SHOP, "/v1/orders/import", Baskets.past(body, born))
                        : Call.post(Service.SHOP, "/v1/orders", body));
        transcript.add("day 0: " + (walk.imported() ? "imported" : "placed") + " under " + walk.market() + " "
                + body.get("lines") + ", shipping " + body.get("shippingFee") + " -> " + placed);
        boolean taken = placed.body().path("result").asText("CREATED").equals("CREATED");
        if (!placed.done() || !taken) {
            throw new AssertionError("an order was not taken: " + placed + " " + placed.body());
        }
    }

    /** The order as it is now; whose units add up whenever somebody looks. */
    Snapshot look() {
        Snapshot order =
                new Snapshot(service.get(Service.MODERATOR, "/v1/orders/" + id).body());
        wrong(Units.faults(order.order()));
        seenEnded = order.ended();
        return order;
    }

    /** Whether it had ended when somebody looked last; an end is for ever. */
    boolean seenEnded() {
        return seenEnded;
    }

    /** Somebody has seen what does not add up. */
    void wrong(List<String> seen) {
        faults.addAll(seen);
    }

    /** What did not add up when somebody looked. */
    Set<String> faults() {
        return Set.copyOf(faults);
    }

    /** One step of the walk, with the order before one as it is; gives whether it was done. */
    boolean live(Step step, Snapshot order) {
        lived.add(step);
        Call call = step.act().making().make(new Scene(service, this, order, step.pick()));
        if (call == null) {
            note(step.act() + ": nothing to do it with");
            return false;
        }
        wrong(Operations.faults(step.act(), call));
        boolean taken = say(call).done();
        if (taken) {
            done.add(step.act());
        }
        return taken;
    }

    Answer say(Call call) {
        Answer answer = service.send(call);
        note(call.toString().replace(id, "X") + " -> " + answer);
        return answer;
    }

    void note(String what) {
        transcript.add("day " + Duration.between(born, service.now()).toDays() + ": " + what);
    }

    /** The walk as far as it was lived, which can be lived again. */
    Walk asLived() {
        return walk.with(lived);
    }

    /** What was tried and not refused. */
    List<Act> done() {
        return List.copyOf(done);
    }

    List<String> transcript() {
        return List.copyOf(transcript);
    }
}
