package dev.countermand.liveness;

import dev.countermand.liveness.Walk.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A state that an order can be in, and how it comes there.
 *
 * @param way the acts that lead there, with a pick behind a slash where the usual one leads elsewhere; {@code wait:P6D}
 *     lets time pass
 * @param homes acts that must be possible here; of each act there is one such stage, which is how a build sees that every
 *     act has one
 */
record Stage(String name, String market, List<String> way, List<String> homes) {

    /** The same for all, so that each twin does the same. */
    static final int PICK = 3_022;

    /** A basket of several lines with several units. */
    private static final long BASKET = 36;

    private static final String WAIT = "wait:";

    Stage {
        way = List.copyOf(way);
        homes = List.copyOf(homes);
    }

    /** Two acts of two parties. */
    record Pair(Stage stage, Act one, Act other) {

        @Override
        public String toString() {
            return stage.name + ": " + one + " | " + other;
        }
    }

    /** Every two of these acts that are of two parties. */
    List<Pair> pairs(List<Act> acts) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < acts.size(); i++) {
            for (int j = i + 1; j < acts.size(); j++) {
                if (acts.get(i).party() != acts.get(j).party()) {
                    pairs.add(new Pair(this, acts.get(i), acts.get(j)));
                }
            }
        }
        return pairs;
    }

    /** So many orders that have come here, beside each other. */
    List<Life> reached(Service service, int many) {
        if (way.stream().anyMatch(word -> word.startsWith(WAIT))) {
            // How many business days pass in a wait must not depend on the day on which the tests run.
            service.advanceToMonday();
        }
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            lives.add(new Life(service, new Walk(name, BASKET, market, true, List.of())));
        }
        Beside.each(lives, Life::begin);
        for (String word : way) {
            if (word.startsWith(WAIT)) {
                service.advance(Duration.parse(word.substring(WAIT.length())));
            } else {
                Beside.each(lives, life -> go(life, word));
            }
        }
        return lives;
    }

    private void go(Life life, String word) {
        String[] parts = word.split("/", 2);
        int pick = parts.length == 1 ? PICK : Integer.parseInt(parts[1]);
        if (!life.live(new Step(0, Acts.named(parts[0]), pick), life.look())) {
            throw new AssertionError("nobody comes to \"" + name + "\": " + life.transcript());
        }
    }
}
