package dev.countermand.order;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.RequestState;
import dev.countermand.order.told.OrderFacts;
import dev.countermand.order.units.OrderLine;
import dev.countermand.order.units.OrderLines;
import dev.countermand.order.units.OrderMoney;
import dev.countermand.policy.Policy;
import dev.countermand.policy.ShippingFeeRule;
import dev.countermand.policy.WithdrawalRight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as it stands: its terms, units, money and times, and what can be read from them. Only the verbs of {@link Order}
 * change it.
 */
abstract sealed class PlacedOrder permits Order {

    final Order.Terms terms;
    final Policy policy;
    final OrderLines lines;
    private final boolean hadParcels;
    OrderStatus status;
    Delivery delivery;
    boolean disputed;
    boolean termsInWriting = true;

    @Nullable
    CancelledBy cancelledBy;

    @Nullable
    Instant frozenAt;

    @Nullable
    Instant escrowHeldAt;

    Duration frozenFor = Duration.ZERO;
    boolean verificationOverdue;
    boolean recalled;

    @Nullable
    RequestState openRequest;

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

    Money cancelledTotal;
    Money shippingGivenBack;
    OrderMoney money;
    Instant changedAt;
    String changedBy;
    long version;

    PlacedOrder(Order.Terms terms, Policy policy, List<OrderLine> lines, Actor by, Instant now) {
        this.terms = terms;
        this.policy = policy;
        this.delivery = Delivery.to(terms.shipTo());
        this.lines = new OrderLines(lines, terms.shippingFee());
        this.hadParcels = !this.lines.units(OrderLine::shipped).isEmpty();
        this.status = OrderStatus.PLACED;
        this.cancelledTotal = Money.zero(terms.currency());
        this.shippingGivenBack = Money.zero(terms.currency());
        this.money = OrderMoney.none(terms.currency());
        this.changedAt = now;
        this.changedBy = by.subject();
    }

    // --- what it is ---------------------------------------------------------------------------------------------

    public Order.Terms terms() {
        return terms;
    }

    public String id() {
        return terms.id();
    }

    /** The version under which it was placed, for good (M1). */
    public Policy policy() {
        return policy;
    }

    /** What every event about it, or about something in it, says. */
    public OrderFacts facts() {
        return new OrderFacts(
                id(),
                terms.market(),
                terms.buyerId(),
                terms.sellerId(),
                status,
                cancelledBy,
                total(),
                paid(),
                refunded());
    }

    /** What its actions depend on. */
    public OrderState state() {
        return new OrderState(status, openRequest, frozen(), disputed);
    }

    public OrderStatus status() {
        return status;
    }

    public @Nullable CancelledBy cancelledBy() {
        return cancelledBy;
    }

    public boolean disputed() {
        return disputed;
    }

    /** Whether no deadline of its own runs any more: it has ended, and no return by the law waits for the goods of it (D2). */
    public boolean waitsForNothing() {
        return status.ended() && !disputed;
    }

    public @Nullable RequestState openRequest() {
        return openRequest;
    }

    public long version() {
        return version;
    }

    /** It is not paid in full, and closes by itself unless it will be (A1). */
    public boolean waitsForMoney() {
        return status == OrderStatus.PLACED || status == OrderStatus.PAYMENT_VERIFYING;
    }

    // --- its terms and times ------------------------------------------------------------------------------------

    public Delivery delivery() {
        return delivery;
    }

    /** E1: in the market's time zone. */
    public boolean isDeliveryDay(Instant now) {
        return delivery.date() != null
                && now.atZone(policy.timeZone()).toLocalDate().equals(delivery.date());
    }

    public boolean termsInWriting() {
        return termsInWriting;
    }

    /** The law's right to give the goods back (D1), if there is one for anything that is left; not for bespoke goods (D3). */
    public @Nullable WithdrawalRight withdrawalRight() {
        boolean bespoke = lines.all().stream().filter(line -> line.left() > 0).allMatch(OrderLine::madeToMeasure);
        return bespoke ? null : policy.withdrawalRight();
    }

    /** A3. */
    public boolean verificationOverdue() {
        return verificationOverdue;
    }

    /** E2: units were called back on their way, so that what the shipping fee is for was spent. */
    public boolean recalled() {
        return recalled;
    }

    public boolean frozen() {
        return frozenAt != null;
    }

    public @Nullable Instant frozenAt() {
        return frozenAt;
    }

    /** F13: a person holds the escrow: it is not released, while the parties go on. */
    public boolean escrowHeld() {
        return escrowHeldAt != null;
    }

    /** A25: since when a deadline that is set now stands still; null when it runs, because the order is not frozen. */
    public @Nullable Instant pausedSince(Instant now) {
        return frozenAt == null ? null : now;
    }

    /** A25: how long the windows that run since payment, or since delivery, have stood still. */
    public Duration frozenFor() {
        return frozenFor;
    }

    public @Nullable Instant verifiedAt() {
        return verifiedAt;
    }

    public @Nullable Instant declaredAt() {
        return declaredAt;
    }

    public @Nullable Instant acceptedAt() {
        return acceptedAt;
    }

    public @Nullable Instant deliveredAt() {
        return deliveredAt;
    }

    // --- its units ----------------------------------------------------------------------------------------------

    public List<OrderLine> lines() {
        return lines.all();
    }

    /** Units that have not left the order, shipped or not, by line. */
    public Map<Integer, Integer> unitsLeft() {
        return lines.left();
    }

    /** Units that can still be cancelled or shipped, by line. */
    public Map<Integer, Integer> openUnits() {
        return lines.open();
    }

    /** P2: units in parcels, by line, whatever became of the parcels. */
    public Map<Integer, Integer> shippedUnits() {
        return lines.units(OrderLine::shipped);
    }

    /** Whether it had anything in a parcel when it was read. */
    public boolean hadParcels() {
        return hadParcels;
    }

    /** A13: units that are declared shipped and that no carrier has, by line. */
    public Map<Integer, Integer> declaredUnits() {
        return lines.units(OrderLine::declared);
    }

    /** A4: units that no carrier has, open or declared, by line: what can be asked for. */
    public Map<Integer, Integer> unaccepted() {
        return lines.units(line -> line.left() - line.carried());
    }

    /** L2: units that were not delivered, by line. */
    public Map<Integer, Integer> undelivered() {
        return lines.units(line -> line.left() - line.delivered());
    }

    Map<Integer, Integer> undeliveredInParcels() {
        return lines.units(line -> line.shipped() - line.delivered());
    }

    /** Of these units, those that were declared shipped: the others are taken first. */
    public Map<Integer, Integer> onTheirWay(Map<Integer, Integer> units) {
        return lines.onTheirWay(units);
    }

    /** Whether these are all units that were ever ordered. */
    public boolean isEverything(Map<Integer, Integer> units) {
        return lines.all().stream().allMatch(line -> units.getOrDefault(line.line(), 0) == line.quantity());
    }

    // --- its money ----------------------------------------------------------------------------------------------

    /**
     * What these units are worth, with what of the shipping fee goes with them (A8), less what was given back for them
     * before (A20).
     */
    public Money worthOf(Map<Integer, Integer> units) {
        return sum(partsOf(units));
    }

    List<Order.Left> partsOf(Map<Integer, Integer> units) {
        Money shipping = shippingWith(units);
        List<Order.Left> parts = new ArrayList<>();
        lines.givenBack(units).forEach((line, given) -> {
            int quantity = units.getOrDefault(line, 0);
            if (quantity > 0) {
                parts.add(new Order.Left(
                        line, quantity, goodsOf(Map.of(line, quantity)).minus(given)));
            }
        });
        if (shipping.isPositive()) {
            parts.add(new Order.Left(0, 0, shipping.minus(shippingGivenBack.min(shipping))));
        }
        return parts;
    }

    /** A20: what can be given back for these units while they stay in the order, with their part of the shipping fee. */
    public List<Order.Left> ofStaying(Map<Integer, Integer> units) {
        List<Order.Left> parts = new ArrayList<>();
        for (OrderLine line : lines.all()) {
            int quantity = Math.min(units.getOrDefault(line.line(), 0), line.left());
            if (quantity > 0) {
                parts.add(new Order.Left(
                        line.line(), quantity, line.costNotGivenBack(quantity).min(line.notGivenBack())));
            }
        }
        Money shipping = shippingWith(units);
        if (shipping.isPositive()) {
            parts.add(new Order.Left(0, 0, shipping.min(notGivenBack(0))));
        }
        return parts;
    }

    /** The same together. */
    public Money worthOfStaying(Map<Integer, Integer> units) {
        return sum(ofStaying(units));
    }

    Money sum(List<Order.Left> parts) {
        return parts.stream().map(Order.Left::worth).reduce(Money.zero(terms.currency()), Money::plus);
    }

    /** What of the shipping fee goes with these units (A8). */
    Money shippingWith(Map<Integer, Integer> units) {
        return priceOf(units).minus(goodsOf(units));
    }

    Money priceOf(Map<Integer, Integer> units) {
        return lines.worthOf(units, policy.cancellation().shippingFee(), shippingGoneWithUnits());
    }

    /** What of the shipping fee has left the order with units (A8). */
    Money shippingGoneWithUnits() {
        return cancelledTotal.minus(lines.cancelledGoods());
    }

    /** A20: so much may be between what these units were worth before others left, and are worth now. */
    public Money rounding(Map<Integer, Integer> units) {
        return lines.rounding(units, policy.cancellation().shippingFee());
    }

    /** A20: what of a line's worth, or of the shipping fee (line 0), was not given back by any way so far. */
    public Money notGivenBack(int line) {
        if (line == 0) {
            return terms.shippingFee()
                    .minus(shippingGoneWithUnits())
                    .minus(shippingGivenBack)
                    .max(Money.zero(terms.currency()));
        }
        return lines.all().stream()
                .filter(one -> one.line() == line)
                .map(OrderLine::notGivenBack)
                .findFirst()
                .orElse(Money.zero(terms.currency()));
    }

    /** The same without shipping. */
    public Money goodsOf(Map<Integer, Integer> units) {
        return lines.goodsOf(units);
    }

    /**
     * What of the shipping fee that goes with these units was spent on those that are on their way (E2): their share of
     * it, or all of it where it goes with the last unit, because then it paid for the parcel that they are in.
     */
    public Money shippingOf(Map<Integer, Integer> units, Map<Integer, Integer> onTheirWay) {
        Money shipping = shippingWith(units);
        Money goods = goodsOf(units);
        return policy.cancellation().shippingFee() == ShippingFeeRule.WITH_LAST_UNIT || !goods.isPositive()
                ? shipping
                : shipping.share(goodsOf(onTheirWay), goods);
    }

    /** The goods as they were ordered, and added. */
    public Money goods() {
        return lines.goods();
    }

    /** Goods and shipping, less what was cancelled. */
    public Money total() {
        return lines.goods().plus(terms.shippingFee()).minus(cancelledTotal);
    }

    public Money paid() {
        return money.paid();
    }

    public Money refunded() {
        return money.refunded();
    }

    /** What of the total was never paid (C1, E1), or was taken back by the bank (A20a). */
    public Money unpaid() {
        return money.unpaid(total());
    }

    /** P1: units that the buyer has. */
    public Map<Integer, Integer> delivered() {
        return lines.units(OrderLine::delivered);
    }

    /**
     * E1: what of these units was never paid: what was added last is paid last.
     *
     * @param claimed what was paid of claims for others, which pays for none of these
     */
    public Money neverPaidOf(Map<Integer, Integer> units, Money claimed) {
        return lines.unpaidOf(units, money.neverPaid(total()).plus(claimed));
    }

    /** A20a: what the buyer owes for it now; of an order that ended without goods, nothing. */
    public Money due() {
        return status == OrderStatus.CLOSED_UNPAID || status == OrderStatus.CANCELLED || status == OrderStatus.RETURNED
                ? Money.zero(terms.currency())
                : unpaid();
    }

    /** A20a. */
    public Money chargedBack() {
        return money.chargedBack();
    }

    /** A20a: what is there of the buyer's money beyond what the order costs them; one that closed unpaid costs nothing. */
    public Money notOwed() {
        return money.notOwed(status == OrderStatus.CLOSED_UNPAID ? Money.zero(terms.currency()) : total());
    }

    /** What can still be refunded: what was kept for a cost stays kept, whatever happens to the rest (D4, E2). */
    public Money refundable() {
        return money.refundable();
    }

    /** The same, by what the ledger's accounts say: for whoever shows it. */
    public Money refundable(Money paid, Money refunded, Money chargedBack) {
        return money.standing(paid, refunded, chargedBack).refundable();
    }

    /** {@link #unpaid()}, by what the ledger's accounts say: for whoever shows it. */
    public Money unpaid(Money paid, Money chargedBack) {
        return money.standing(paid, money.refunded(), chargedBack).unpaid(total());
    }

    /**
     * What of the worth of units that have just left was paid for and is still there: what was paid goes for what is still
     * ordered first, so that nothing goes back for what was added and not paid yet (E1).
     */
    public Money paidOf(Money worth) {
        return money.paidOf(worth);
    }
}
