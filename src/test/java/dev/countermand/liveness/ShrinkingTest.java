package dev.countermand.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countermand.liveness.Act.Party;
import dev.countermand.liveness.Walk.Step;
import dev.countermand.payment.provider.FakeProvider;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of a walk that ends wrong, what makes it end so is left. The faults are planted, and nobody but the clock is called. */
class ShrinkingTest {

    private static final String FAULT = "planted";
    private static final String OTHER = "planted, too";

    /** As long as a walk gets: two acts at each tick. */
    private static final int LONGEST = 2 * Town.TICKS;

    private static final Snapshot NOTHING = new Snapshot(JsonNodeFactory.instance.objectNode());

    private final FakeProvider clock = new FakeProvider().answers(200, "{\"now\":\"2026-03-02T10:00:00Z\"}");
    private final Service service = new Service(clock.address(), nobodyAsks());
    private final List<Walk> lived = new ArrayList<>();

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void twoActsThatMakeAFaultTogetherAreLeft() {
        Walk walk = walk(LONGEST);
        for (List<Integer> pair : List.of(List.of(0, 1), List.of(3, 41), List.of(22, 25), List.of(46, 47))) {
            Function<Walk, List<String>> lies = planted(walk, FAULT, pair);
            assertThat(shortest(walk, lies).get(FAULT)).isEqualTo(of(walk, pair));
        }
    }

    @Test
    void eachFaultHasItsOwn() {
        Walk walk = walk(LONGEST);
        List<Integer> one = List.of(7, 30);
        List<Integer> other = List.of(5, 18, 39);
        Map<String, List<Step>> shortest = shortest(walk, life -> {
            List<String> faults = new ArrayList<>(planted(walk, FAULT, one).apply(life));
            faults.addAll(planted(walk, OTHER, other).apply(life));
            return faults;
        });
        assertThat(shortest).isEqualTo(Map.of(FAULT, of(walk, one), OTHER, of(walk, other)));
    }

    /** Acts that must follow each other do so in the shortest walk, too. */
    @Test
    void itsActsKeepTheirOrder() {
        Walk walk = walk(20);
        List<Step> needed = of(walk, List.of(4, 11, 17));
        Map<String, List<Step>> shortest = shortest(
                walk,
                life -> life.steps().containsAll(needed)
                                && life.steps().stream()
                                        .filter(needed::contains)
                                        .toList()
                                        .equals(needed)
                        ? List.of(FAULT)
                        : List.of());
        assertThat(shortest.get(FAULT)).isEqualTo(needed);
    }

    /** A fault that comes of all acts together stays with all of them; one that comes of none, with none. */
    @Test
    void nothingIsTakenThatTheFaultNeedsAndNothingLeftThatItDoesNot() {
        Walk walk = walk(9);
        List<Integer> all = IntStream.range(0, 9).boxed().toList();
        assertThat(shortest(walk, planted(walk, FAULT, all)).get(FAULT)).isEqualTo(walk.steps());
        assertThat(shortest(walk, planted(walk, FAULT, List.of())).get(FAULT)).isEmpty();
    }

    /** What does not end wrong by itself is not lived again. */
    @Test
    void withoutAFaultNobodyLives() {
        assertThat(new Shrinking(walks -> lived(walks, life -> List.of())).shortest(Map.of()))
                .isEmpty();
        assertThat(lived).isEmpty();
    }

    /** The steps of the shortest walk that is found to each fault of this one. */
    private Map<String, List<Step>> shortest(Walk walk, Function<Walk, List<String>> lies) {
        List<Ending> endings = lived(List.of(walk), lies);
        Map<String, Ending> shortest =
                new Shrinking(walks -> lived(walks, lies)).shortest(Endings.samples(endings, 10));
        Map<String, List<Step>> steps = new HashMap<>();
        shortest.forEach((fault, ending) -> {
            assertThat(ending.faults()).contains(fault);
            steps.put(fault, ending.life().asLived().steps());
        });
        return steps;
    }

    private List<Ending> lived(List<Walk> walks, Function<Walk, List<String>> lies) {
        lived.addAll(walks);
        return walks.stream()
                .map(walk -> {
                    Life life = new Life(service, walk);
                    walk.steps().forEach(step -> life.live(step, NOTHING));
                    return new Ending(life, NOTHING, lies.apply(walk));
                })
                .toList();
    }

    private static Function<Walk, List<String>> planted(Walk walk, String fault, List<Integer> places) {
        List<Step> needed = of(walk, places);
        return life -> life.steps().containsAll(needed) ? List.of(fault) : List.of();
    }

    private static List<Step> of(Walk walk, List<Integer> places) {
        return places.stream().map(walk.steps()::get).toList();
    }

    /** Steps of which none has anything to do. */
    private static Walk walk(int steps) {
        return new Walk(
                "planted",
                1,
                "aliexpress",
                true,
                IntStream.range(0, steps)
                        .mapToObj(number -> new Step(
                                number / 2,
                                new Act("act-" + number, Party.BUYER, 1, order -> true, scene -> null),
                                number))
                        .toList());
    }

    private static DataSource nobodyAsks() {
        return (DataSource) Proxy.newProxyInstance(
                ShrinkingTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, values) -> {
                    throw new AssertionError("nobody looks into the database");
                });
    }
}
