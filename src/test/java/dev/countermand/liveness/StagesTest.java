package dev.countermand.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.liveness.Pairs.Share;
import dev.countermand.liveness.Stage.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every act has a stage, and every two acts of two parties are raced so often, wherever that is possible. */
class StagesTest {

    private static final int ROUNDS = 50;

    @Test
    void everyActHasOneHome() {
        List<String> homes = new ArrayList<>(Stages.NOT_RACED.keySet());
        Stages.ALL.forEach(stage -> homes.addAll(stage.homes()));
        assertThat(homes)
                .as("an act of Acts.ALL belongs to one stage of Stages where it is possible, or is named in NOT_RACED")
                .containsExactlyInAnyOrderElementsOf(
                        Acts.ALL.stream().map(Act::name).toList());
        assertThat(Stages.ALL).extracting(Stage::name).doesNotHaveDuplicates();
    }

    @Test
    void everyPairGetsAllItsRoundsAndNoneOfOneParty() {
        Map<Stage, List<Act>> possible = new HashMap<>();
        Stages.ALL.forEach(stage ->
                possible.put(stage, stage.homes().stream().map(Acts::named).toList()));
        Act freeze = Acts.named("freeze");
        possible.replaceAll((stage, acts) -> acts.contains(freeze) ? acts : with(acts, freeze));
        Map<String, Integer> rounds = new HashMap<>();
        Choice.all(possible, ROUNDS, 1)
                .values()
                .forEach(shares -> shares.forEach(share -> {
                    Pair pair = share.pair();
                    assertThat(pair.one().party()).isNotEqualTo(pair.other().party());
                    rounds.merge(pair.one() + " | " + pair.other(), share.rounds(), Integer::sum);
                }));
        assertThat(rounds).hasSizeGreaterThan(Stages.ALL.size());
        assertThat(rounds.values()).allMatch(times -> times == ROUNDS);
    }

    @Test
    void partsHaveEveryShareOnce() {
        Stage stage = Stages.ALL.getFirst();
        Pair pair = new Pair(stage, Acts.named("pay"), Acts.named("cancel-unpaid"));
        List<Share> shares = List.of(new Share(pair, 3), new Share(pair, 4), new Share(pair, 50), new Share(pair, 1));
        assertThat(Choice.parts(shares, 12).stream().map(List::size)).containsExactly(2, 1, 1);
        assertThat(Choice.parts(shares, 12).stream().flatMap(List::stream)).containsExactlyElementsOf(shares);
    }

    private static List<Act> with(List<Act> acts, Act more) {
        List<Act> all = new ArrayList<>(acts);
        all.add(more);
        return all;
    }
}
