package dev.countermand.shipment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.Delivery;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.progress.Owed;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.catalogue.Policies;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** P5, P6, P7: when what must run is due. */
class DueDatesTest {

    private static final Instant DAY = Orders.PLACED_AT.plus(Duration.ofDays(1));
    private static final Instant NOW = DAY.plus(Duration.ofDays(90));
    private static final UUID PARCEL = new UUID(0, 1);
    private static final Money PRICE = new Money(1250, Currency.getInstance("EUR"));

    private final Policies policies = new Policies(Optional.empty());

    private Order order(String market) {
        return Orders.paid(
                policies.current(market).orElseThrow(), PRICE, new OrderLine(1, "MUG", null, 2, PRICE, false, 0, 0));
    }

    private static Instant due(Order order, DeadlineKind kind, DueDates.Since since) {
        return DueDates.of(order, new Owed(kind, PARCEL), since, NOW);
    }

    private static DueDates.Since since(@Nullable Instant word, @Nullable Instant lost, @Nullable Instant asked) {
        return new DueDates.Since(DAY, word, lost, asked, null);
    }

    @Test
    void aParcelIsLostSoLongAfterTheLastWordOfIt() {
        Order order = order("aliexpress");
        Instant word = DAY.plus(Duration.ofDays(3));
        assertThat(due(order, DeadlineKind.PARCEL_LOST, since(word, null, null)))
                .isEqualTo(order.policy().after(word, order.policy().shipping().lostAfter()));
    }

    @Test
    void somebodyLooksSoLongAfterItWasLostAndHasACasesTime() {
        Order order = order("aliexpress");
        Instant lost = DAY.plus(Duration.ofDays(50));
        assertThat(due(order, DeadlineKind.LOST_CASE, since(DAY, lost, null)))
                .isEqualTo(lost.plus(Duration.ofDays(10)));
        assertThat(due(order, DeadlineKind.PARCEL_UNANSWERED, since(DAY, lost, lost)))
                .isEqualTo(order.policy().after(lost, order.policy().review().decideWithin()));
    }

    /** E1: nobody asks for a parcel before the day on which it is to come has gone by. */
    @Test
    void nobodyIsOverdueBeforeTheDayThatWasAgreed() {
        Order order = order("eldorado");
        Duration after = order.policy().shipping().overdueAfter().atLeast();
        assertThat(due(order, DeadlineKind.PARCEL_OVERDUE, since(null, null, null)))
                .isEqualTo(DAY.plus(after));
        LocalDate agreed = DAY.atZone(order.policy().timeZone()).toLocalDate().plusDays(9);
        order.deliverTo(new Delivery(order.delivery().to(), agreed, null, null));
        assertThat(due(order, DeadlineKind.PARCEL_OVERDUE, since(null, null, null)))
                .isEqualTo(agreed.plusDays(1)
                        .atStartOfDay(order.policy().timeZone())
                        .toInstant()
                        .plus(after));
    }

    @Test
    void whoIsBelievedIsWaitedForAnew() {
        Order order = order("aliexpress");
        DueDates.Since believed = new DueDates.Since(DAY, DAY, null, null, NOW);
        assertThat(due(order, DeadlineKind.PARCEL_LOST, believed))
                .isEqualTo(order.policy().after(NOW, order.policy().shipping().lostAfter()));
        assertThat(due(order, DeadlineKind.PARCEL_OVERDUE, believed))
                .isEqualTo(order.policy().after(NOW, order.policy().shipping().overdueAfter()));
    }

    /** C2: what the post keeps for a month is not lost meanwhile. */
    @Test
    void theStoragePeriodIsOverBeforeAParcelIsLost() {
        Order order = order("cod-post");
        Instant kept = DAY.atZone(order.policy().timeZone())
                .plus(Objects.requireNonNull(order.policy().handOver().storagePeriod()))
                .toInstant();
        assertThat(due(order, DeadlineKind.PARCEL_LOST, since(DAY, null, null))).isAfter(kept);
        assertThat(order.policy().after(DAY, order.policy().shipping().lostAfterWithinCountry()))
                .isAfter(kept);
    }
}
