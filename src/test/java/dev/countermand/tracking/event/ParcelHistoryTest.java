package dev.countermand.tracking.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.tracking.event.ParcelHistory.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ParcelHistoryTest {

    private static final Instant PLACED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant EARLIEST = PLACED.minus(Duration.ofHours(24));
    private static final Instant BORN_AFTER = PLACED.minus(Duration.ofDays(120));
    private static final Predicate<Event> AT_HOME = event -> "DE".equals(event.country());

    private static Event at(int hours, CarrierStatus status) {
        return new Event(status, PLACED.plus(Duration.ofHours(hours)), null, null);
    }

    /** A label is not a scan; nor does an exception say where the parcel is. */
    @Test
    void aLabelIsNoAcceptance() {
        ParcelHistory history = ParcelHistory.of(
                List.of(at(1, CarrierStatus.LABEL_CREATED), at(2, CarrierStatus.EXCEPTION)),
                EARLIEST,
                BORN_AFTER,
                AT_HOME);
        assertThat(history.acceptedAt()).isNull();
        assertThat(history.firstScan()).isNull();
    }

    /** F5: a scan long before the order is another parcel's. */
    @Test
    void aScanLongBeforeTheOrderIsNotThisParcels() {
        ParcelHistory history =
                ParcelHistory.of(List.of(at(-25, CarrierStatus.DELIVERED)), EARLIEST, BORN_AFTER, AT_HOME);
        assertThat(history.firstScan()).isEqualTo(at(-25, CarrierStatus.DELIVERED));
        assertThat(history.acceptedAt()).isNull();
        assertThat(history.delivered()).isNull();
        assertThat(ParcelHistory.of(List.of(at(-24, CarrierStatus.ACCEPTED)), EARLIEST, BORN_AFTER, AT_HOME)
                        .acceptedAt())
                .isNotNull();
    }

    /** F3, F5: what was scanned in an earlier life of the number says nothing. */
    @Test
    void anEarlierLifeOfTheNumberIsForgotten() {
        Event longAgo = at(-24 * 150, CarrierStatus.DELIVERED);
        assertThat(ParcelHistory.of(List.of(longAgo), EARLIEST, BORN_AFTER, AT_HOME)
                        .firstScan())
                .isNull();
        assertThat(ParcelHistory.of(List.of(longAgo, at(5, CarrierStatus.ACCEPTED)), EARLIEST, BORN_AFTER, AT_HOME)
                        .firstScan())
                .isEqualTo(at(5, CarrierStatus.ACCEPTED));
    }

    /** F6: carriers correct where it was, or bring it again; the first delivery stays the one that time runs from (A18). */
    @Test
    void aDeliveryAtTheGoalCountsWhereSeveralAreTold() {
        Event wrong = new Event(CarrierStatus.DELIVERED, PLACED.plus(Duration.ofDays(5)), "DE", "80331");
        Event corrected = new Event(CarrierStatus.DELIVERED, wrong.occurredAt(), "DE", "10115");
        Event again = new Event(CarrierStatus.DELIVERED, PLACED.plus(Duration.ofDays(7)), "DE", "10 115");
        Event nowhere = new Event(CarrierStatus.DELIVERED, PLACED.plus(Duration.ofDays(8)), null, null);
        Event elsewhere = new Event(CarrierStatus.DELIVERED, PLACED.plus(Duration.ofDays(9)), "FR", "75001");
        Event nextLife = new Event(CarrierStatus.DELIVERED, PLACED.plus(Duration.ofDays(36)), "DE", "10115");
        Event back = new Event(CarrierStatus.RETURNED, PLACED.plus(Duration.ofDays(6)), "CN", null);
        assertThat(goal(wrong, corrected).deliveredTo()).isEqualTo(corrected);
        assertThat(goal(corrected, wrong, elsewhere).deliveredTo()).isEqualTo(corrected);
        assertThat(goal(wrong, again).deliveredTo()).isEqualTo(again);
        assertThat(goal(wrong, again).delivered()).isEqualTo(wrong);
        assertThat(goal(wrong, nowhere).deliveredTo()).isEqualTo(wrong);
        assertThat(goal(wrong, elsewhere).deliveredTo()).isEqualTo(elsewhere);
        assertThat(goal(wrong, nextLife).deliveredTo()).isEqualTo(wrong);
        assertThat(goal(wrong, back, again).deliveredTo()).isEqualTo(wrong);
        assertThat(goal(nowhere).deliveredTo()).isEqualTo(nowhere);
        assertThat(goal(back).deliveredTo()).isNull();
    }

    private static ParcelHistory goal(Event... events) {
        return ParcelHistory.of(List.of(events), EARLIEST, BORN_AFTER, ParcelHistory.isAt("DE", "10115"));
    }

    @Test
    void anyOrderOfArrivalAndAnyRepetitionEndInTheSame() {
        List<Event> events = List.of(
                at(1, CarrierStatus.LABEL_CREATED),
                at(20, CarrierStatus.ACCEPTED),
                at(30, CarrierStatus.IN_TRANSIT),
                at(50, CarrierStatus.OUT_FOR_DELIVERY),
                at(55, CarrierStatus.DELIVERED));
        ParcelHistory expected = ParcelHistory.of(events, EARLIEST, BORN_AFTER, AT_HOME);
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            List<Event> shuffled = new ArrayList<>(events);
            shuffled.addAll(events.subList(0, random.nextInt(events.size())));
            Collections.shuffle(shuffled, random);
            assertThat(ParcelHistory.of(shuffled, EARLIEST, BORN_AFTER, AT_HOME))
                    .isEqualTo(expected);
        }
        assertThat(expected.acceptedAt()).isEqualTo(PLACED.plus(Duration.ofHours(20)));
    }
}
