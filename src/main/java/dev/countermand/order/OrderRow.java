package dev.countermand.order;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Wait;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.RequestState;
import dev.countermand.order.units.OrderLine;
import dev.countermand.order.units.OrderMoney;
import dev.countermand.policy.catalogue.Policies;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "orders")
class OrderRow {
    @Id
    String orderId;

    String market;
    int policyVersion;
    String buyerId;
    String sellerId;
    String currency;

    @Enumerated(EnumType.STRING)
    OrderStatus status;

    @Nullable
    @Enumerated(EnumType.STRING)
    CancelledBy cancelledBy;

    boolean frozen;

    @Nullable
    Instant frozenAt;

    @Nullable
    Instant escrowHeldAt;

    long frozenSeconds;
    boolean verificationOverdue;
    boolean recalled;

    @Nullable
    @Enumerated(EnumType.STRING)
    RequestState requestState;

    Instant placedAt;

    @Nullable
    Instant verifiedAt;

    @Nullable
    Instant declaredAt;

    @Nullable
    Instant acceptedAt;

    @Nullable
    Instant deliveredAt;

    @Nullable
    Instant closedAt;

    /** Of business days as many days of 24 hours: what a release reads that knows no business days here. */
    long processingSeconds;

    @Nullable
    Integer processingBusinessDays;

    long shippingFee;
    long goodsTotal;
    long cancelledTotal;
    long paid;
    long refunded;
    long kept;
    long leftToSeller;
    long chargedBack;
    long shippingGivenBack;
    long paidForGone;

    @Nullable
    String shipFromCountry;

    String shipToCountry;
    String shipToPostalCode;

    @Nullable
    String shipToCity;

    boolean disputed;

    @Nullable
    LocalDate deliveryDate;

    @Nullable
    LocalTime deliveryFrom;

    @Nullable
    LocalTime deliveryTo;

    boolean termsInWriting;
    String originHash;
    Instant changedAt;
    String changedBy;

    @Version
    Long version;

    static OrderRow of(Order order) {
        Order.Terms terms = order.terms();
        OrderRow row = new OrderRow();
        row.orderId = terms.id();
        row.market = terms.market();
        row.policyVersion = terms.policyVersion();
        row.buyerId = terms.buyerId();
        row.sellerId = terms.sellerId();
        row.currency = terms.currency().getCurrencyCode();
        row.placedAt = terms.placedAt();
        row.processingSeconds = terms.processingTime().atLeast().toSeconds();
        row.processingBusinessDays = terms.processingTime() instanceof Wait.Working(int days) ? days : null;
        row.shippingFee = terms.shippingFee().minor();
        row.shipFromCountry = terms.shipFromCountry();
        row.originHash = terms.originHash();
        row.take(order);
        return row;
    }

    /** Takes over what may have changed. */
    final void take(Order order) {
        status = order.status;
        cancelledBy = order.cancelledBy;
        frozen = order.frozen();
        frozenAt = order.frozenAt;
        escrowHeldAt = order.escrowHeldAt;
        frozenSeconds = order.frozenFor.toSeconds();
        requestState = order.openRequest;
        verificationOverdue = order.verificationOverdue;
        recalled = order.recalled;
        verifiedAt = order.verifiedAt;
        declaredAt = order.declaredAt;
        acceptedAt = order.acceptedAt;
        deliveredAt = order.deliveredAt;
        closedAt = order.closedAt;
        cancelledTotal = order.cancelledTotal.minor();
        goodsTotal = order.goods().minor();
        shipToCountry = order.delivery.to().country();
        shipToPostalCode = order.delivery.to().postalCode();
        shipToCity = order.delivery.to().city();
        deliveryDate = order.delivery.date();
        deliveryFrom = order.delivery.from();
        deliveryTo = order.delivery.until();
        termsInWriting = order.termsInWriting;
        disputed = order.disputed;
        paid = order.money.paid().minor();
        refunded = order.money.refunded().minor();
        kept = order.money.kept().minor();
        leftToSeller = order.money.leftToSeller().minor();
        chargedBack = order.money.chargedBack().minor();
        shippingGivenBack = order.shippingGivenBack.minor();
        paidForGone = order.money.forGone().minor();
        changedAt = order.changedAt;
        changedBy = order.changedBy;
    }

    private Wait processingTime() {
        return processingBusinessDays == null
                ? Wait.of(Duration.ofSeconds(processingSeconds))
                : new Wait.Working(processingBusinessDays);
    }

    /** In the order of their rows, each with its own of all their lines. */
    static List<Order> toOrders(List<OrderRow> rows, List<OrderLineRow> lines, Policies policies) {
        Map<String, List<OrderLineRow>> byOrder = lines.stream().collect(Collectors.groupingBy(line -> line.orderId));
        return rows.stream()
                .map(row -> row.toOrder(byOrder.getOrDefault(row.orderId, List.of()), policies))
                .toList();
    }

    Order toOrder(List<OrderLineRow> lineRows, Policies policies) {
        Currency money = Currency.getInstance(currency);
        Address address = new Address(shipToCountry, shipToPostalCode, shipToCity);
        Order.Terms terms = new Order.Terms(
                orderId,
                market,
                policyVersion,
                buyerId,
                sellerId,
                money,
                processingTime(),
                new Money(shippingFee, money),
                shipFromCountry,
                address,
                placedAt,
                originHash);
        List<OrderLine> lines = lineRows.stream().map(row -> row.toLine(money)).toList();
        Order order =
                new Order(terms, policies.version(market, policyVersion), lines, Actor.system("store"), changedAt);
        order.status = status;
        order.cancelledBy = cancelledBy;
        order.frozenAt = frozenAt;
        order.escrowHeldAt = escrowHeldAt;
        order.frozenFor = Duration.ofSeconds(frozenSeconds);
        order.openRequest = requestState;
        order.verificationOverdue = verificationOverdue;
        order.recalled = recalled;
        order.verifiedAt = verifiedAt;
        order.declaredAt = declaredAt;
        order.acceptedAt = acceptedAt;
        order.deliveredAt = deliveredAt;
        order.closedAt = closedAt;
        order.cancelledTotal = new Money(cancelledTotal, money);
        order.money = new OrderMoney(
                new Money(paid, money),
                new Money(refunded, money),
                new Money(kept, money),
                new Money(chargedBack, money),
                new Money(leftToSeller, money),
                new Money(paidForGone, money));
        order.shippingGivenBack = new Money(shippingGivenBack, money);
        order.changedBy = changedBy;
        order.delivery = new Delivery(address, deliveryDate, deliveryFrom, deliveryTo);
        order.termsInWriting = termsInWriting;
        order.disputed = disputed;
        order.version = version;
        return order;
    }
}
