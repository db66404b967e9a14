package dev.countermand.demo;

import dev.countermand.history.PastOrder;
import dev.countermand.history.PastOrder.Outcome;
import dev.countermand.order.Address;
import dev.countermand.order.NewOrder;
import dev.countermand.order.units.PriceTag;
import dev.countermand.payment.intake.NewPayment;
import dev.countermand.payment.intake.PaymentMethod;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.policy.Reason;
import dev.countermand.tracking.event.CarrierStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order of the demo with its past, put together step by step and handed over like one of an import. */
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
    private final List<PastOrder.Payment> payments = new ArrayList<>();
    private final List<PastOrder.Cancellation> requests = new ArrayList<>();
    private final List<PastOrder.Shipment> shipments = new ArrayList<>();
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
        payments.add(new PastOrder.Payment(
                new NewPayment("pay-" + id, method, amount, PaymentState.CAPTURED, "sandbox", "demo-" + id), at));
        return this;
    }

    /** The buyer asked to cancel; without an outcome the request is open. */
    DemoOrder asked(Reason reason, Instant at, @Nullable Outcome outcome, @Nullable Instant outcomeAt) {
        requests.add(new PastOrder.Cancellation(reason, at, outcome, outcomeAt));
        return this;
    }

    /** The seller declared it shipped; scans are added to the last declaration. */
    DemoOrder declared(DemoNumbers.Label number, Instant at) {
        shipments.add(new PastOrder.Shipment(number.carrier(), number.text(), at, new ArrayList<>()));
        return this;
    }

    /** The carrier said something where the parcel starts. */
    DemoOrder atOrigin(CarrierStatus status, Instant at) {
        return scan(status, at, seller.country(), null, null);
    }

    /** The carrier said something where the parcel goes. */
    DemoOrder atDestination(CarrierStatus status, Instant at) {
        return scan(status, at, buyer.country(), buyer.postalCode(), buyer.city());
    }

    private DemoOrder scan(
            CarrierStatus status, Instant at, String country, @Nullable String postalCode, @Nullable String city) {
        List<PastOrder.Event> events = shipments.getLast().events();
        events.add(new PastOrder.Event(id + "-" + (events.size() + 1), status, at, country, postalCode, city));
        return this;
    }

    /** The buyer confirmed receipt. */
    DemoOrder received(Instant at) {
        receivedAt = at;
        return this;
    }

    PastOrder past() {
        NewOrder order = new NewOrder(
                id,
                "aliexpress",
                buyer.id(),
                seller.id(),
                "EUR",
                placedAt,
                null,
                List.of(new NewOrder.Item(
                        goods.sku(), goods.title(), goods.quantity(), PriceTag.of(text(goods.unitCents())), false)),
                text(goods.shippingCents()),
                seller.country(),
                new Address(buyer.country(), buyer.postalCode(), buyer.city()),
                true,
                "demo");
        return new PastOrder(order, payments, requests, shipments, receivedAt);
    }

    private static String text(long cents) {
        return BigDecimal.valueOf(cents, CENTS).toPlainString();
    }
}
