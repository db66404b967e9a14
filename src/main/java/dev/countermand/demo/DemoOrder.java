package dev.countermand.demo;

import dev.countermand.history.HistoryApi;
import dev.countermand.history.HistoryApi.Outcome;
import dev.countermand.order.OrderApi;
import dev.countermand.payment.PaymentMethod;
import dev.countermand.policy.Reason;
import dev.countermand.tracking.event.CarrierEventApi;
import dev.countermand.tracking.event.CarrierStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One order of the demo with its past, put together step by step and handed over as a line of an import. */
final class DemoOrder {

    private static final int CENTS = 2;

    /** Who buys, and where the parcel goes. */
    record Buyer(String id, String country, String postalCode, String city) {}

    /** What is bought; prices in cents. */
    record Goods(String sku, String title, int quantity, long unitCents, long shippingCents) {
        long totalCents() {
            return unitCents * quantity + shippingCents;
        }
    }

    private final String id;
    private final DemoSeller seller;
    private final Buyer buyer;
    private final Goods goods;
    private final Instant placedAt;
    private final List<HistoryApi.PastPayment> payments = new ArrayList<>();
    private final List<HistoryApi.PastCancellation> requests = new ArrayList<>();
    private final List<HistoryApi.PastShipment> shipments = new ArrayList<>();
    private @Nullable Instant receivedAt;

    DemoOrder(String id, DemoSeller seller, Buyer buyer, Goods goods, Instant placedAt) {
        this.id = id;
        this.seller = seller;
        this.buyer = buyer;
        this.goods = goods;
        this.placedAt = placedAt;
    }

    Buyer buyer() {
        return buyer;
    }

    /** Paid in full. */
    DemoOrder paid(PaymentMethod method, Instant at) {
        String amount = text(goods.totalCents());
        payments.add(new HistoryApi.PastPayment("pay-" + id, method, amount, "sandbox", "demo-" + id, at));
        return this;
    }

    /** The buyer asked to cancel; without an outcome the request is open. */
    DemoOrder asked(Reason reason, Instant at, @Nullable Outcome outcome, @Nullable Instant outcomeAt) {
        requests.add(new HistoryApi.PastCancellation(reason, at, outcome, outcomeAt));
        return this;
    }

    /** The seller declared it shipped; scans are added to the last declaration. */
    DemoOrder declared(DemoNumbers.Label number, Instant at) {
        shipments.add(new HistoryApi.PastShipment(number.carrier(), number.text(), at, new ArrayList<>()));
        return this;
    }

    /** The carrier said something where the parcel starts. */
    DemoOrder atOrigin(CarrierStatus status, Instant at) {
        return scan(status, at, new CarrierEventApi.Place(seller.country(), null, null));
    }

    /** The carrier said something where the parcel goes. */
    DemoOrder atDestination(CarrierStatus status, Instant at) {
        return scan(status, at, new CarrierEventApi.Place(buyer.country(), buyer.postalCode(), buyer.city()));
    }

    private DemoOrder scan(CarrierStatus status, Instant at, CarrierEventApi.Place where) {
        List<HistoryApi.PastEvent> events =
                Objects.requireNonNull(shipments.getLast().events());
        events.add(new HistoryApi.PastEvent(id + "-" + (events.size() + 1), status, at, where));
        return this;
    }

    /** The buyer confirmed receipt. */
    DemoOrder received(Instant at) {
        receivedAt = at;
        return this;
    }

    HistoryApi.Line line() {
        OrderApi.PlaceOrder order = new OrderApi.PlaceOrder(
                id,
                "aliexpress",
                buyer.id(),
                seller.id(),
                "EUR",
                placedAt,
                null,
                List.of(new OrderApi.Line(goods.sku(), goods.title(), goods.quantity(), text(goods.unitCents()), null)),
                text(goods.shippingCents()),
                new OrderApi.Origin(seller.country()),
                new OrderApi.Destination(buyer.country(), buyer.postalCode(), buyer.city()),
                null);
        return new HistoryApi.Line(order, payments, requests, shipments, receivedAt);
    }

    private static String text(long cents) {
        return BigDecimal.valueOf(cents, CENTS).toPlainString();
    }
}
