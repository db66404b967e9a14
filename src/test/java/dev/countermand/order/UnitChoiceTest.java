package dev.countermand.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Role;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.units.LineUnits;
import dev.countermand.policy.document.Documents;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;

/** A4: of the whole order, or of some units of some lines. */
class UnitChoiceTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    /** Three mugs and a spoon. */
    private final Order order = Orders.paid(
            Documents.policy("aliexpress"),
            new Money(490, EUR),
            Orders.line(1, 3, new Money(1_250, EUR)),
            Orders.line(2, 1, new Money(310, EUR)));

    @Test
    void namingNoneTakesAllThatIsAvailable() {
        assertThat(UnitChoice.of(order, null, order.openUnits(), Role.BUYER)).isEqualTo(Map.of(1, 3, 2, 1));
        order.declareShipped(Map.of(1, 2), Orders.PLACED_AT);
        assertThat(UnitChoice.of(order, null, order.openUnits(), Role.BUYER)).isEqualTo(Map.of(1, 1, 2, 1));
    }

    @Test
    void takesTheUnitsNamed() {
        assertThat(choose(units(2, 1), units(1, 2))).isEqualTo(Map.of(1, 2, 2, 1));
    }

    @Test
    void refusesALineThatIsNotThere() {
        refused(units(1, 1), units(3, 1)).returns("lines[1].line is not a line of this order", Refusal::detail);
    }

    /** Otherwise twice two of three would pass. */
    @Test
    void refusesALineThatStandsTwice() {
        refused(units(1, 2), units(1, 2)).returns("lines[1].line stands twice", Refusal::detail);
    }

    @Test
    void refusesMoreThanTheLineHas() {
        refused(units(1, 4))
                .returns(Refusal.Kind.INVALID, Refusal::kind)
                .returns("lines[0].quantity is more than the line has", Refusal::detail);
    }

    @Test
    void refusesWhatIsNotAvailableNow() {
        order.declareShipped(Map.of(1, 1), Orders.PLACED_AT);
        order.cancelUnits(Map.of(1, 1), CancelledBy.AGREEMENT, Orders.PLACED_AT);
        assertThat(choose(units(1, 1))).isEqualTo(Map.of(1, 1));
        refused(units(1, 2))
                .returns(Refusal.Kind.NOT_NOW, Refusal::kind)
                .returns("UNITS_NOT_AVAILABLE", Refusal::code)
                .returns("PROCESSING", Refusal::currentStatus);
    }

    /** A unit that has left the order cannot be chosen again. */
    @Test
    void refusesALineOfWhichNothingIsLeft() {
        order.cancelUnits(Map.of(2, 1), CancelledBy.AGREEMENT, Orders.PLACED_AT);
        refused(units(2, 1)).returns("UNITS_NOT_AVAILABLE", Refusal::code);
    }

    private Map<Integer, Integer> choose(LineUnits... named) {
        return UnitChoice.of(order, Arrays.asList(named), order.openUnits(), Role.BUYER);
    }

    private ObjectAssert<Refusal> refused(LineUnits... named) {
        RefusedException thrown = catchThrowableOfType(RefusedException.class, () -> choose(named));
        assertThat(thrown).as("refused").isNotNull();
        return assertThat(thrown.refusal());
    }

    private static LineUnits units(int line, int quantity) {
        return new LineUnits(line, quantity);
    }
}
