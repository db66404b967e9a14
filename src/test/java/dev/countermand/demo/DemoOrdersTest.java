package dev.countermand.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.history.PastOrder;
import dev.countermand.tracking.event.TrackingNumbers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoOrdersTest {

    private static final TrackingNumbers NUMBERS = new TrackingNumbers();
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private final List<PastOrder> lines = DemoOrders.upTo(NOW, NUMBERS);

    @Test
    void areTheSameEveryTime() {
        assertThat(DemoOrders.upTo(NOW, NUMBERS)).isEqualTo(lines);
        assertThat(lines).hasSize(300);
        assertThat(lines.stream().map(line -> line.order().id()).distinct()).hasSize(lines.size());
    }

    @Test
    void nothingHappensInTheFuture() {
        assertThat(lines).allSatisfy(line -> assertThat(moments(line)).allMatch(at -> at.isBefore(NOW)));
    }

    private static Stream<Instant> moments(PastOrder line) {
        return Stream.of(
                        Stream.of(line.order().placedAt(), line.receivedAt()),
                        line.payments().stream().map(PastOrder.Payment::capturedAt),
                        line.cancellations().stream()
                                .flatMap(request -> Stream.of(request.requestedAt(), request.outcomeAt())),
                        parcels(line).map(PastOrder.Shipment::declaredAt),
                        parcels(line)
                                .flatMap(parcel -> parcel.events().stream())
                                .map(PastOrder.Event::occurredAt))
                .flatMap(moments -> moments)
                .filter(Objects::nonNull);
    }

    /** F4: whoever ships has numbers whose check digit holds. */
    @Test
    void numbersOfMovedParcelsHold() {
        assertThat(lines.stream()
                        .flatMap(DemoOrdersTest::parcels)
                        .filter(parcel -> !parcel.events().isEmpty()))
                .hasSizeGreaterThan(200)
                .allMatch(parcel -> NUMBERS.decode(parcel.trackingNumber(), parcel.carrier())
                        .valid());
    }

    /** F3. */
    @Test
    void onlyTheCopierUsesANumberTwice() {
        Map<String, String> firstUsedBy = new HashMap<>();
        for (PastOrder line : lines) {
            String seller = line.order().sellerId();
            parcels(line)
                    .filter(parcel -> firstUsedBy.putIfAbsent(parcel.trackingNumber(), seller) != null)
                    .forEach(parcel -> assertThat(seller).isEqualTo("seller-echo"));
        }
        long declared = lines.stream().flatMap(DemoOrdersTest::parcels).count();
        assertThat(declared - firstUsedBy.size()).isEqualTo(7);
    }

    private static Stream<PastOrder.Shipment> parcels(PastOrder line) {
        return line.shipments().stream();
    }
}
