package dev.countermand.liveness;

import dev.countermand.api.AtOnce;
import dev.countermand.api.AtOnce.Reply;
import dev.countermand.liveness.Stage.Pair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two acts at once leave an order as one after the other leaves it, in one order or the other: the same answers, the same
 * record, the same units and money. Twins that lived through both orders say what is to be expected.
 */
final class Pairs {

    /** What a parcel's word brings about by itself has happened by then. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final Service service;
    private final AtOnce atOnce;
    private int oneFirst;
    private int otherFirst;

    Pairs(Service service, URI server) {
        this.service = service;
        this.atOnce = new AtOnce(server);
    }

    /** How two acts came to an order. */
    private enum How {
        ONE_AFTER_THE_OTHER,
        THE_OTHER_WAY_ROUND,
        AT_ONCE
    }

    private record Tried(Pair pair, How how, Life life, List<Integer> statuses) {}

    /** What nobody can explain of all pairs of this stage, each raced so often. */
    List<String> faults(Stage stage, int rounds) {
        List<Tried> trials = Collections.synchronizedList(new ArrayList<>());
        Beside.each(stage.pairs(), pair -> {
            trials.add(tried(pair, How.ONE_AFTER_THE_OTHER, () -> {}));
            trials.add(tried(pair, How.THE_OTHER_WAY_ROUND, () -> {}));
            for (int round = 0; round < rounds; round++) {
                trials.add(raced(pair, round));
            }
        });
        service.advance(SETTLED);
        Map<Life, Outcome> outcomes = Collections.synchronizedMap(new HashMap<>());
        Beside.each(
                List.copyOf(trials),
                trial -> outcomes.put(trial.life, Outcome.of(service, trial.life, trial.statuses)));
        List<String> faults = new ArrayList<>();
        trials.forEach(trial -> trial.life.faults().forEach(fault -> faults.add(trial.pair + ": " + fault)));
        for (Pair pair : stage.pairs()) {
            List<Tried> its =
                    trials.stream().filter(trial -> trial.pair.equals(pair)).toList();
            faults.addAll(unexplained(pair, its, outcomes));
        }
        return faults;
    }

    /** Whether each order of events was seen where the two can be told apart. */
    boolean bothOrdersSeen() {
        return oneFirst > 0 && otherFirst > 0;
    }

    /** One after the other, with what happens between them. */
    private Tried tried(Pair pair, How how, Runnable between) {
        Ready ready = ready(pair);
        boolean turned = how == How.THE_OTHER_WAY_ROUND;
        int first = service.send(turned ? ready.other : ready.one).status();
        between.run();
        int second = service.send(turned ? ready.one : ready.other).status();
        return new Tried(pair, how, ready.life, turned ? List.of(second, first) : List.of(first, second));
    }

    /** An order on which two acts are about to happen. */
    private record Ready(Life life, Call one, Call other) {}

    private Ready ready(Pair pair) {
        Life life = pair.stage().reached(service);
        Snapshot order = life.look();
        return new Ready(
                life,
                pair.stage().call(service, life, order, pair.one()),
                pair.stage().call(service, life, order, pair.other()));
    }

    private Tried raced(Pair pair, int round) {
        Ready ready = ready(pair);
        List<Integer> statuses = round % 2 == 0
                ? raced(ready.one, ready.other)
                : raced(ready.other, ready.one).reversed();
        return new Tried(pair, How.AT_ONCE, ready.life, statuses);
    }

    private List<Integer> raced(Call one, Call other) {
        try {
            return atOnce.both(written(one), written(other)).stream()
                    .map(Reply::status)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AtOnce.Call written(Call call) {
        AtOnce.Call written = new AtOnce.Call(
                call.path(), call.caller().subject(), call.caller().role(), call.contentType(), call.body(), "");
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            written = written.with(header.getKey() + ": " + header.getValue());
        }
        return written;
    }

    private List<String> unexplained(Pair pair, List<Tried> trials, Map<Life, Outcome> outcomes) {
        Outcome one = expected(trials, How.ONE_AFTER_THE_OTHER, outcomes);
        Outcome other = expected(trials, How.THE_OTHER_WAY_ROUND, outcomes);
        List<String> faults = new ArrayList<>();
        List<Outcome> withTime = new ArrayList<>();
        for (Tried trial : trials) {
            Outcome outcome = outcomes.get(trial.life);
            if (outcome == null || trial.how != How.AT_ONCE) {
                continue;
            }
            if (!outcome.equals(one) && !outcome.equals(other)) {
                if (withTime.isEmpty()) {
                    withTime.addAll(withTimeBetween(pair));
                }
                if (!withTime.contains(outcome)) {
                    faults.add("%s: %s is neither %s nor %s"
                            .formatted(pair, outcome.against(one), one.against(outcome), other.against(outcome)));
                }
            } else if (!one.equals(other)) {
                oneFirst += outcome.equals(one) ? 1 : 0;
                otherFirst += outcome.equals(other) ? 1 : 0;
            }
        }
        return faults;
    }

    /** What the first act brings about by itself may have happened before the second: a parcel that is back, for one. */
    private List<Outcome> withTimeBetween(Pair pair) {
        List<Tried> twins = List.of(
                tried(pair, How.ONE_AFTER_THE_OTHER, () -> service.advance(SETTLED)),
                tried(pair, How.THE_OTHER_WAY_ROUND, () -> service.advance(SETTLED)));
        service.advance(SETTLED);
        return twins.stream()
                .map(twin -> Outcome.of(service, twin.life, twin.statuses))
                .toList();
    }

    private static Outcome expected(List<Tried> trials, How how, Map<Life, Outcome> outcomes) {
        return trials.stream()
                .filter(trial -> trial.how == how)
                .map(trial -> outcomes.get(trial.life))
                .findFirst()
                .orElseThrow();
    }
}
