package dev.countermand.http.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countermand.http.gate.ByteBudget.Taken;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private final ByteBudget budget = new ByteBudget(400, 10);

    @Test
    void nobodyHoldsMoreThanTheirShare() {
        assertThat(budget.take("anna", 100)).isEqualTo(Taken.YES);
        assertThat(budget.take("anna", 1)).isEqualTo(Taken.SHARE_USED_UP);
        assertThat(budget.take("bob", 100)).isEqualTo(Taken.YES);
        assertThat(budget.held()).isEqualTo(200);
    }

    @Test
    void allTogetherHoldNoMoreThanThereIs() {
        for (String holder : new String[] {"a", "b", "c", "d"}) {
            assertThat(budget.take(holder, 100)).isEqualTo(Taken.YES);
        }
        assertThat(budget.take("e", 1)).isEqualTo(Taken.ALL_USED_UP);
        budget.giveBack("a", 100);
        assertThat(budget.take("e", 1)).isEqualTo(Taken.YES);
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        assertThat(budget.take("anna", 60)).isEqualTo(Taken.YES);
        assertThat(budget.take("anna", 40)).isEqualTo(Taken.YES);
        budget.giveBack("anna", 60);
        assertThat(budget.take("anna", 60)).isEqualTo(Taken.YES);
        budget.giveBack("anna", 60);
        budget.giveBack("anna", 40);
        budget.giveBack("anna", 0);
        assertThat(budget.held()).isZero();
    }

    @Test
    void aShareHasRoomForTwoOfTheLargest() {
        ByteBudget narrow = new ByteBudget(30, 10);
        assertThat(narrow.take("anna", 20)).isEqualTo(Taken.YES);
        assertThat(narrow.take("anna", 1)).isEqualTo(Taken.SHARE_USED_UP);
    }

    @Test
    void oneBodyMustFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteBudget(9, 10));
    }
}
