package dev.countermand.liveness;

import dev.countermand.api.AtOnce;
import dev.countermand.api.AtOnce.Reply;
import dev.countermand.liveness.Call.Caller;
import dev.countermand.liveness.Stage.Pair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two acts at once leave an order as one after the other leaves it, in one order or the other: the same answers, the same
 * record, the same units and money. Twins that lived through both orders say what is to be expected.
 */
final class Pairs {

    /** What a parcel's word brings about by itself has happened by then. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    /** In place of a status, where an act has nothing that it could be about. */
    private static final int NOTHING_TO_DO = 0;

    private final Service service;
    private final AtOnce atOnce;
    private int oneFirst;
    private int otherFirst;

    Pairs(Service service, URI server) {
        this.service = service;
        this.atOnce = new AtOnce(server, (subject, role) -> service.token(new Caller(subject, role)));
    }

    /** How two acts came to an order. */
    private enum How {
        ONE_AFTER_THE_OTHER,
        THE_OTHER_WAY_ROUND,
        AT_ONCE
    }

    /** A pair of a stage, and how often it is raced there. */
    record Share(Pair pair, int rounds) {

        /** With the twins that say what is to be expected. */
        int orders() {
            return 2 + rounds;
        }
    }

    private record Trial(Pair pair, How how, int round) {}

    private record Tried(Trial trial, Life life, List<Integer> statuses) {}

    /** What nobody can explain of these pairs, all of one stage. */
    List<String> faults(Stage stage, List<Share> shares) {
        List<Trial> trials = new ArrayList<>();
        for (Share share : shares) {
            trials.add(new Trial(share.pair, How.ONE_AFTER_THE_OTHER, 0));
            trials.add(new Trial(share.pair, How.THE_OTHER_WAY_ROUND, 0));
            for (int round = 0; round < share.rounds; round++) {
                trials.add(new Trial(share.pair, How.AT_ONCE, round));
            }
        }
        List<Tried> all = tried(stage, trials, () -> {});
        service.advance(SETTLED);
        Map<Life, Outcome> outcomes = outcomes(all);
        List<String> faults = new ArrayList<>();
        all.forEach(tried -> tried.life.faults().forEach(fault -> faults.add(tried.trial.pair + ": " + fault)));
        for (Share share : shares) {
            List<Tried> its = all.stream()
                    .filter(tried -> tried.trial.pair.equals(share.pair))
                    .toList();
            faults.addAll(unexplained(share.pair, its, outcomes));
        }
        return faults;
    }

    private Map<Life, Outcome> outcomes(List<Tried> all) {
        Map<Life, Outcome> outcomes = new ConcurrentHashMap<>();
        Beside.each(all, tried -> outcomes.put(tried.life, Outcome.of(service, tried.life, tried.statuses)));
        return outcomes;
    }

    /** Whether each order of events was seen where the two can be told apart. */
    boolean bothOrdersSeen() {
        return oneFirst > 0 && otherFirst > 0;
    }

    private List<Tried> tried(Stage stage, List<Trial> trials, Runnable between) {
        List<Life> lives = stage.reached(service, trials.size());
        List<Tried> all = Collections.synchronizedList(new ArrayList<>());
        Beside.each(
                IntStream.range(0, trials.size()).boxed().toList(),
                number -> all.add(tried(trials.get(number), lives.get(number), between)));
        return List.copyOf(all);
    }

    /** @param between what happens between the two, when they come one after the other */
    private Tried tried(Trial trial, Life life, Runnable between) {
        Snapshot order = life.look();
        Call one = Stage.call(service, life, order, trial.pair.one());
        Call other = Stage.call(service, life, order, trial.pair.other());
        boolean turned = trial.how == How.THE_OTHER_WAY_ROUND || trial.round % 2 == 1;
        List<Integer> statuses;
        if (trial.how == How.AT_ONCE && one != null && other != null) {
            statuses = turned ? raced(other, one).reversed() : raced(one, other);
        } else {
            int first = sent(turned ? other : one);
            between.run();
            int second = sent(turned ? one : other);
            statuses = turned ? List.of(second, first) : List.of(first, second);
        }
        return new Tried(trial, life, statuses);
    }

    private int sent(@Nullable Call call) {
        return call == null ? NOTHING_TO_DO : service.send(call).status();
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

    private List<String> unexplained(Pair pair, List<Tried> its, Map<Life, Outcome> outcomes) {
        Outcome one = expected(its, How.ONE_AFTER_THE_OTHER, outcomes);
        Outcome other = expected(its, How.THE_OTHER_WAY_ROUND, outcomes);
        List<String> faults = new ArrayList<>();
        List<Outcome> withTime = new ArrayList<>();
        for (Tried tried : its) {
            Outcome outcome = outcomes.get(tried.life);
            if (outcome == null || tried.trial.how != How.AT_ONCE) {
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
        List<Trial> twins =
                List.of(new Trial(pair, How.ONE_AFTER_THE_OTHER, 0), new Trial(pair, How.THE_OTHER_WAY_ROUND, 0));
        List<Tried> all = tried(pair.stage(), twins, () -> service.advance(SETTLED));
        service.advance(SETTLED);
        return List.copyOf(outcomes(all).values());
    }

    private static Outcome expected(List<Tried> its, How how, Map<Life, Outcome> outcomes) {
        return its.stream()
                .filter(tried -> tried.trial.how == how)
                .map(tried -> outcomes.get(tried.life))
                .findFirst()
                .orElseThrow();
    }
}
