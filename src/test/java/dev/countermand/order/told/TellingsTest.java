package dev.countermand.order.told;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.journal.Act;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Role;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One event for each thing that an act moved, with what a consumer needs to know of it. */
class TellingsTest {

    private static final Actor SELLER = Actor.of("seller-3", Role.SELLER);
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final OrderFacts FACTS = new OrderFacts(
            "o-1",
            "aliexpress",
            "buyer-7",
            "seller-3",
            OrderStatus.CANCELLED,
            CancelledBy.AGREEMENT,
            Money.zero(EUR),
            new Money(2990, EUR),
            new Money(2990, EUR));

    private final Tellings tellings = new Tellings();

    @Test
    void anActThatIsItselfAMoveIsToldOnceAndComesFirst() {
        tellings.add("order.cancelled", "orders/o-1", () -> Map.of("previousStatus", "PROCESSING"));
        tellings.add("cancellation.approved", "cancellations/c-1", () -> Map.of("status", "APPROVED"));

        List<Act> acts =
                tellings.with(act("cancellation.approved", "cancellations/c-1", Map.of("reason", "NOT_NEEDED")), FACTS);

        assertThat(acts).extracting(Act::event).containsExactly("cancellation.approved", "order.cancelled");
        assertThat(acts.getFirst().data())
                .containsEntry("status", "APPROVED")
                .containsEntry("reason", "NOT_NEEDED")
                .containsEntry("buyerId", "buyer-7")
                .doesNotContainKey("causedBy");
        assertThat(acts.get(1).data())
                .containsEntry("previousStatus", "PROCESSING")
                .containsEntry("status", "CANCELLED")
                .containsEntry("cancelledBy", "AGREEMENT")
                .containsEntry("paid", "29.90")
                .containsEntry("reason", "NOT_NEEDED")
                .containsEntry("causedBy", "cancellation.approved");
    }

    @Test
    void anActThatIsNoMoveIsToldBesideWhatItMoved() {
        tellings.add("order.shipped", "orders/o-1", () -> Map.of("status", "SHIPPED"));

        List<Act> acts = tellings.with(act("shipment.declared", "shipments/s-1", Map.of()), FACTS);

        assertThat(acts).extracting(Act::event).containsExactly("shipment.declared", "order.shipped");
        assertThat(acts).extracting(Act::actor).containsOnly(SELLER);
        assertThat(acts.getFirst().data()).doesNotContainKey("total");
        assertThat(acts.get(1).data()).containsEntry("total", "0.00");
    }

    /** The same kind for two things is two events. */
    @Test
    void whatMovedOfAnotherThingIsNotTakenForTheAct() {
        tellings.add("evidence.needless", "shipments/s-2", Map::of);

        assertThat(tellings.with(act("evidence.needless", "shipments/s-1", Map.of()), FACTS))
                .extracting(Act::object)
                .containsExactlyInAnyOrder("shipments/s-1", "shipments/s-2");
    }

    @Test
    void whatMovesAfterwardsFollowsFromTheSameAct() {
        tellings.with(act("shipment.accepted", "shipments/s-1", Map.of("rule", "A14")), FACTS);
        assertThat(tellings.none()).isTrue();
        tellings.add("evidence.needless", "shipments/s-1", Map::of);

        List<Act> acts = tellings.rest(
                new Act(Actor.system("carrier"), "", "o-1", "", 4L, Instant.EPOCH.plusSeconds(1), Map.of()), FACTS);

        assertThat(acts).hasSize(1);
        assertThat(acts.getFirst().actor()).isEqualTo(SELLER);
        assertThat(acts.getFirst().at()).isEqualTo(Instant.EPOCH.plusSeconds(1));
        assertThat(acts.getFirst().data())
                .containsEntry("causedBy", "shipment.accepted")
                .containsEntry("rule", "A14");
        assertThat(tellings.none()).isTrue();
    }

    @Test
    void whatMovedWithoutAnActIsBySomebodyAllTheSame() {
        tellings.add("shipment.delivered", "shipments/s-1", Map::of);

        List<Act> acts =
                tellings.rest(new Act(Actor.system("carrier"), "", "o-1", "", 4L, Instant.EPOCH, Map.of()), FACTS);

        assertThat(acts.getFirst().actor().subject()).isEqualTo("carrier");
        assertThat(acts.getFirst().data()).doesNotContainKey("causedBy");
    }

    private static Act act(String event, String object, Map<String, Object> data) {
        return new Act(SELLER, event, "o-1", object, 3L, Instant.EPOCH, data);
    }
}
