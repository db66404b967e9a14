package dev.countermand.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** P7: whatever the contract lets anybody change is an act of the walk, or named with why it touches no order. */
class OperationsTest {

    @Test
    void everyOperationThatChangesSomethingIsWalkedOrNamed() {
        Set<String> changing = new TreeSet<>();
        for (Contract.Operation operation : Contract.published().operations()) {
            if (!operation.method().equalsIgnoreCase("get")) {
                changing.add(operation.method().toUpperCase(Locale.ROOT) + " " + operation.path());
            }
        }
        List<String> named = new ArrayList<>(Operations.OF_ACTS.keySet());
        named.addAll(Operations.OF_EVERY_WALK.keySet());
        named.addAll(Operations.OF_NO_ORDER.keySet());
        assertThat(changing).hasSizeGreaterThan(50);
        assertThat(named)
                .as("each operation that changes something belongs into exactly one table of Operations")
                .containsExactlyInAnyOrderElementsOf(changing);
    }

    @Test
    void everyActIsOneOperation() {
        assertThat(Operations.OF_ACTS.values().stream().flatMap(List::stream))
                .as("each act of Acts.ALL belongs to exactly one operation")
                .containsExactlyInAnyOrderElementsOf(
                        Acts.ALL.stream().map(Act::name).toList());
    }
}
