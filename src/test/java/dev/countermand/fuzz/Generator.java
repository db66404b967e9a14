package dev.countermand.fuzz;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes call after call out of a seed. Each depends on the seed and on its own number only, so any of them can be made
 * again alone. All places of all operations take turns: {@link #targets()} calls later each was in its turn.
 */
final class Generator {

    /** One call in four has two wrong things, one in sixteen three. */
    private static final int ONE_MORE_OF = 4;

    private static final int MOST_WRONGS = 4;

    /** So many calls of each operation in a turn are right. */
    private static final int RIGHT_ONES = 2;

    private final long seed;
    private final Instant now;
    private final List<Target> targets;
    private final Map<Operation, List<Target>> byOperation = new HashMap<>();

    Generator(List<Operation> operations, long seed, Instant now) {
        this.seed = seed;
        this.now = now;
        List<Target> all = new ArrayList<>();
        for (Operation operation : operations) {
            List<Target> wrong = targets(operation);
            byOperation.put(operation, wrong);
            all.addAll(wrong);
            Target right = new Target(operation, "nothing", List.of());
            all.addAll(Collections.nCopies(RIGHT_ONES, right));
        }
        Collections.shuffle(all, new Random(seed));
        this.targets = List.copyOf(all);
    }

    private static List<Target> targets(Operation operation) {
        List<Target> targets = new ArrayList<>(WrongFields.of(operation));
        targets.add(new Target(operation, "body as a whole", WrongBodies.of(operation)));
        targets.addAll(WrongHeaders.of(operation));
        targets.addAll(WrongAddresses.of(operation));
        targets.add(WrongFraming.of(operation));
        return List.copyOf(targets);
    }

    /** All places, in their turn. */
    List<Target> targets() {
        return targets;
    }

    /** The call of this number. */
    Draft draft(int number) {
        // Seeds of neighbours begin alike; what comes first is thrown away.
        Random random = new Random(seed * 1_000_003L + number * 7_919L);
        random.nextLong();
        Target target = targets.get(number % targets.size());
        boolean everything = target.place().startsWith("body ") || random.nextInt(5) == 0;
        String fresh = "fuzz-" + Long.toString(seed, 36) + "-" + number;
        Draft draft = new ValidCalls(random, fresh, now, everything).of(target.operation());
        if (target.wrongs().isEmpty()) {
            return draft;
        }
        wrong(draft, target, random);
        List<Target> others = byOperation.getOrDefault(target.operation(), List.of());
        while (random.nextInt(ONE_MORE_OF) == 0 && draft.wrongs.size() < MOST_WRONGS) {
            wrong(draft, others.get(random.nextInt(others.size())), random);
        }
        return draft;
    }

    private static void wrong(Draft draft, Target target, Random random) {
        draft.make(target.wrongs().get(random.nextInt(target.wrongs().size())), random);
    }
}
