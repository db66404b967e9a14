package dev.countermand.cancellation.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.state.OrderState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.RequestState;
import dev.countermand.policy.document.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A6, A7, A9, A13: with a request open, what the buyer can do, and what happens without an answer. */
class OpenRequestTest {

    private static final Order ORDER = Orders.in(
            new OrderState(OrderStatus.PROCESSING, RequestState.PENDING, false, false), Documents.policy("aliexpress"));
    private static final Instant SOON = Orders.PLACED_AT.plus(Duration.ofDays(2));
    private static final Instant LATER = Orders.PLACED_AT.plus(Duration.ofDays(7));

    /** A9: silence is no consent, but the processing time ends. */
    @Test
    void aSilentSellersTimeEnds() {
        OpenRequest open = OpenRequest.of(
                ORDER,
                true,
                false,
                List.of(due(DeadlineKind.RELEASE_ESCROW, SOON), due(DeadlineKind.DECLARE_SHIPMENT, LATER)));
        assertThat(open.until()).isEqualTo(LATER);
        assertThat(open.words()).contains("take it back", "(A7)", "(A9)").doesNotContain("they have agreed");
    }

    /** A6: where the policy takes silence for consent, that comes first or the end of the processing time does. */
    @Test
    void whatComesFirstIsSaid() {
        OpenRequest silence = OpenRequest.of(
                ORDER,
                true,
                false,
                List.of(due(DeadlineKind.DECLARE_SHIPMENT, LATER), due(DeadlineKind.APPROVE_SILENCE, SOON)));
        assertThat(silence.until()).isEqualTo(SOON);
        assertThat(silence.words()).contains("they have agreed (A6)");
        OpenRequest overdue = OpenRequest.of(
                ORDER,
                true,
                false,
                List.of(due(DeadlineKind.DECLARE_SHIPMENT, SOON), due(DeadlineKind.APPROVE_SILENCE, LATER)));
        assertThat(overdue.until()).isEqualTo(SOON);
        assertThat(overdue.words()).contains("(A9)").doesNotContain("they have agreed");
    }

    /** A4, A13: of what is declared the carrier decides. */
    @Test
    void bothPartsAreSaid() {
        List<Deadline> running =
                List.of(due(DeadlineKind.CARRIER_ACCEPTANCE, SOON), due(DeadlineKind.DECLARE_SHIPMENT, LATER));
        OpenRequest both = OpenRequest.of(ORDER, true, true, running);
        assertThat(both.until()).isEqualTo(LATER);
        assertThat(both.words()).contains("(A9)", "Part of what is asked for is declared shipped", "(A13)", "(A7)");
        OpenRequest contested = OpenRequest.of(ORDER, false, true, running);
        assertThat(contested.until()).isEqualTo(SOON);
        assertThat(contested.words()).contains("(A13)", "(A7)", "still agree").doesNotContain("(A9)");
    }

    /** A13, P6: once the carrier's time is over, whatever stands then says when something happens, and what. */
    @Test
    void whateverStandsIsSaidWithItsDate() {
        String when = Spoken.at(LATER, ORDER.policy().timeZone());
        OpenRequest carrier = OpenRequest.of(
                ORDER,
                false,
                true,
                List.of(due(DeadlineKind.CARRIER_ACCEPTANCE, LATER), due(DeadlineKind.PARCEL_OVERDUE, SOON)));
        assertThat(carrier.until()).isEqualTo(LATER);
        assertThat(carrier.words()).contains(when, "a false one (A13)");
        OpenRequest overdue = OpenRequest.of(ORDER, false, true, List.of(due(DeadlineKind.PARCEL_OVERDUE, LATER)));
        assertThat(overdue.until()).isEqualTo(LATER);
        assertThat(overdue.words()).contains(when, "a person is asked", "(A13, P6)");
        OpenRequest unanswered =
                OpenRequest.of(ORDER, false, true, List.of(due(DeadlineKind.PARCEL_UNANSWERED, LATER)));
        assertThat(unanswered.until()).isEqualTo(LATER);
        assertThat(unanswered.words()).contains(when, "counts as lost (A13, P6)");
    }

    private static Deadline due(DeadlineKind kind, Instant at) {
        return new Deadline("order-1", UUID.randomUUID(), kind, "subject", at, null, 0);
    }
}
