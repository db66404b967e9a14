package dev.countermand.order;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Wait;
import dev.countermand.order.progress.Carried;
import dev.countermand.order.progress.Progress;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.RequestState;
import dev.countermand.order.state.WhyNot;
import dev.countermand.order.told.OrderFacts;
import dev.countermand.order.told.Tellings;
import dev.countermand.order.units.OrderLine;
import dev.countermand.order.units.OrderLines;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.policy.LastMoment;
import dev.countermand.policy.PaymentDue;
import dev.countermand.policy.Policy;
import dev.countermand.policy.ShippingFeeRule;
import dev.countermand.policy.WithdrawalRight;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An order as the rules see it. It changes by its verbs only, and every change of status goes through the table of
 * {@link OrderStatus}. It lives inside one transaction: loaded, decided upon, saved.
 */
public final class Order {

    /** What never changes after the order was placed. */
    public record Terms(
            String id,
            String market,
            int policyVersion,
            String buyerId,
            String sellerId,
            Currency currency,
            Wait processingTime,
            Money shippingFee,
            @Nullable String shipFromCountry,
            Address shipTo,
            Instant placedAt,
            String originHash) {}

    private final Terms terms;
    private final Policy policy;
    private final OrderLines lines;
    private final boolean hadParcels;
    private final Tellings tellings = new Tellings();
    OrderStatus status;
    Delivery delivery;
    boolean disputed;
    boolean termsInWriting = true;

    @Nullable
    CancelledBy cancelledBy;

    @Nullable
    Instant frozenAt;

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
    Money paid;
    Money refunded;
    Money kept;
    Instant changedAt;
    String changedBy;
    long version;

    /** A new order, placed and unpaid; where the buyer pays on delivery the seller begins at once (C1). */
    public Order(Terms terms, Policy policy, List<OrderLine> lines, Actor by, Instant now) {
        this.terms = terms;
        this.policy = policy;
        this.delivery = Delivery.to(terms.shipTo());
        this.lines = new OrderLines(lines, terms.shippingFee());
        this.hadParcels = !this.lines.units(OrderLine::shipped).isEmpty();
        this.status = OrderStatus.PLACED;
        this.cancelledTotal = Money.zero(terms.currency());
        this.paid = Money.zero(terms.currency());
        this.refunded = Money.zero(terms.currency());
        this.kept = Money.zero(terms.currency());
        this.changedAt = now;
        this.changedBy = by.subject();
        if (policy.payment().due() == PaymentDue.ON_DELIVERY) {
            // No move: it begins here, which its first event says.
            status = OrderStatus.PROCESSING;
        }
    }

    // --- decisions ---------------------------------------------------------------------------------------------

    /** What this role could do now. */
    public List<OrderAction> allowedActions(Set<Role> roles) {
        return Arrays.stream(OrderAction.values())
                .filter(action -> roles.stream().anyMatch(action::isFor) && possible(action))
                .toList();
    }

    public boolean possible(OrderAction action) {
        return action.possible(state(), withdrawalRight() == null ? policy.withoutWithdrawalRight() : policy)
                && switch (action) {
                    case DECLARE_SHIPMENT -> !lines.nothingOpen();
                    // Of an order of which a carrier has a part, only its parcels tell (P4).
                    case CORRECT_TRACKING_NUMBER -> acceptedAt == null && lines.anythingShipped();
                    case PAY -> paid.compareTo(total()) < 0;
                    // P2: while the rest is open, what the post has.
                    case HAND_OVER ->
                        status != OrderStatus.PROCESSING
                                || policy.shipping().deliveredBy() != DeliveredBy.POST
                                || !undeliveredInParcels().isEmpty();
                    // A3, A14, P2: what depends on single units and payments, beside the state.
                    case CANCEL -> cancellableAtOnce();
                    case REQUEST_CANCELLATION -> !unaccepted().isEmpty();
                    // There is nothing to fight about where nothing can be given back.
                    case OPEN_DISPUTE -> refundable().isPositive() && lines.anythingShipped();
                    default -> true;
                };
    }

    private boolean cancellableAtOnce() {
        return switch (status) {
            case PAYMENT_VERIFYING -> verificationOverdue && !paid.isPositive();
            case IN_TRANSIT ->
                withdrawalRight() != null
                        || policy.cancellation().until() != LastMoment.CARRIER_ACCEPTANCE
                        || !unaccepted().isEmpty();
            default -> true;
        };
    }

    /** Why the action cannot be done now; empty when it can. */
    public Optional<Refusal> refusalOf(OrderAction action, Set<Role> roles) {
        return possible(action)
                ? Optional.empty()
                : Optional.of(notNow(action.name() + "_NOT_POSSIBLE", why(action), roles));
    }

    /** A "not now" that shows the present state and what these roles could do instead. */
    public Refusal notNow(String code, String detail, Set<Role> roles) {
        return Refusal.notNow(code, detail, status.name(), actionNames(roles));
    }

    /** The same, where the day refuses what the state alone would allow: that is not offered again. */
    public Refusal notNow(String code, String detail, Set<Role> roles, Set<OrderAction> refused) {
        List<String> names = allowedActions(roles).stream()
                .filter(action -> !refused.contains(action))
                .map(Enum::name)
                .toList();
        return Refusal.notNow(code, detail, status.name(), names);
    }

    /** The refusal of an act that was meant for another version; shows the present state and what could be done now. */
    public Refusal stale(Set<Role> roles) {
        return Refusal.staleVersion(
                "The order is in version " + version + " by now", status.name(), actionNames(roles));
    }

    private List<String> actionNames(Set<Role> roles) {
        return allowedActions(roles).stream().map(Enum::name).toList();
    }

    private String why(OrderAction action) {
        if (!action.possible(state(), policy)) {
            return WhyNot.of(action, state());
        }
        return switch (action) {
            case DECLARE_SHIPMENT -> "Nothing is left to ship";
            case PAY -> "Everything is paid";
            case HAND_OVER -> "Nothing of the order is in a parcel that could be handed over (P2)";
            case OPEN_DISPUTE ->
                refundable().isPositive()
                        ? "Nothing of the order is in a parcel, so there is nothing to dispute yet (P2)"
                        : paid.isPositive()
                                ? "Everything paid has been refunded already"
                                : "Nothing was paid, so there is nothing to refund";
            default -> WhyNot.of(action, state());
        };
    }

    // --- verbs -------------------------------------------------------------------------------------------------

    /** A payment was registered and waits to be verified (A3). */
    public void paymentRegistered() {
        if (status == OrderStatus.PLACED) {
            become(OrderStatus.PAYMENT_VERIFYING);
            verificationOverdue = false;
        }
    }

    /** A3: verification takes longer than the policy says; as long as nothing is captured the buyer may cancel. */
    public void verificationIsOverdue() {
        verificationOverdue = true;
    }

    /** Money arrived; true when the order is now paid in full and the seller's time begins (A9). */
    public boolean captured(Money amount, Instant at) {
        paid = paid.plus(amount);
        if (status != OrderStatus.PLACED && status != OrderStatus.PAYMENT_VERIFYING) {
            // Paid on delivery (C1), or for what was added to the order later (E1).
            verifiedAt = verifiedAt == null ? at : verifiedAt;
            return false;
        }
        if (paid.compareTo(total()) < 0) {
            paymentRegistered();
            return false;
        }
        become(OrderStatus.PROCESSING);
        verifiedAt = at;
        frozenFor = Duration.ZERO;
        return true;
    }

    /** Some of what was paid is kept for a cost that the buyer bears (C3, D4, E2). */
    public void keeping(Money amount) {
        kept = kept.plus(amount);
    }

    /** Some of what was paid is on its way back (A20: the database holds the sum to what was paid). */
    public void refunding(Money amount) {
        refunded = refunded.plus(amount);
    }

    /** A1. */
    public void closeUnpaid(Instant at) {
        become(OrderStatus.CLOSED_UNPAID);
        closedAt = at;
    }

    /** A request is open now, or has ended (null). */
    public void requestIs(@Nullable RequestState state) {
        openRequest = state;
    }

    /** A dispute is open now, or has ended (A15, A19). */
    public void disputeIs(boolean open) {
        disputed = open;
    }

    /**
     * Takes units out of the order (A8) and returns what they are worth, with what of the shipping fee goes with them.
     * When nothing is left the order is cancelled.
     *
     * @param units by line
     */
    public Money cancelUnits(Map<Integer, Integer> units, CancelledBy by, Instant at) {
        Money worth = takeOut(units);
        if (lines.nothingLeft()) {
            end(OrderStatus.CANCELLED, at);
            cancelledBy = by;
        } else {
            shippedIfNothingIsOpen(at);
        }
        return worth;
    }

    /** The same for units that were on their way or handed over: they come back. When none is left it is returned. */
    public Money takeBack(Map<Integer, Integer> units, Instant at) {
        return bringBack(lines.onTheirWay(units), units, at);
    }

    /** P3: the same for units of one parcel that the carrier has brought back. */
    public Money broughtBack(Map<Integer, Integer> units, Instant at) {
        return bringBack(units, units, at);
    }

    private Money bringBack(Map<Integer, Integer> shipped, Map<Integer, Integer> units, Instant at) {
        lines.unship(shipped);
        Money worth = takeOut(units);
        lines.comeBack(units);
        if (lines.nothingLeft()) {
            end(OrderStatus.RETURNED, at);
        }
        return worth;
    }

    /** P5, P6: the same for units of one parcel that is lost. */
    public Money lost(Map<Integer, Integer> units, Instant at) {
        lines.unship(units);
        return cancelUnits(units, CancelledBy.ADMINISTRATION, at);
    }

    /** The same for units that may be on their way, before they are handed over (D1, E1, L2). */
    public Money callBack(Map<Integer, Integer> units, CancelledBy by, Instant at) {
        return callBack(units, lines.onTheirWay(units), by, at);
    }

    /**
     * The same where it is known which of them are in parcels (A13, P2).
     *
     * @param inParcels of these units, those that were declared shipped
     */
    public Money callBack(Map<Integer, Integer> units, Map<Integer, Integer> inParcels, CancelledBy by, Instant at) {
        recalled = recalled || !inParcels.isEmpty();
        lines.unship(inParcels);
        return cancelUnits(units, by, at);
    }

    /** The same for units of parcels that were declared and are void: none of them is taken from what is open (A15). */
    public Money voided(Map<Integer, Integer> units, CancelledBy by, Instant at) {
        lines.unship(units);
        return cancelUnits(units, by, at);
    }

    /** Cancels all that is left, whether it was declared shipped or not (A2, A9, A26). */
    public Money cancelAll(CancelledBy by, Instant at) {
        return callBack(unitsLeft(), by, at);
    }

    private Money takeOut(Map<Integer, Integer> units) {
        Money worth = worthOf(units);
        lines.cancel(units);
        cancelledTotal = cancelledTotal.plus(worth);
        return worth;
    }

    private void end(OrderStatus how, Instant at) {
        become(how);
        closedAt = at;
        frozenAt = null;
        disputed = false;
        openRequest = null;
    }

    /** What these units are worth, with what of the shipping fee goes with them (A8). */
    public Money worthOf(Map<Integer, Integer> units) {
        Money feeBack = cancelledTotal.minus(lines.cancelledGoods());
        return lines.worthOf(units, policy.cancellation().shippingFee(), feeBack);
    }

    /** The same without shipping. */
    public Money goodsOf(Map<Integer, Integer> units) {
        return lines.goodsOf(units);
    }

    /** Of these units, those that were declared shipped: the others are taken first. */
    public Map<Integer, Integer> onTheirWay(Map<Integer, Integer> units) {
        return lines.onTheirWay(units);
    }

    /**
     * What of the shipping fee that goes with these units was spent on those that are on their way (E2): their share of
     * it, or all of it where it goes with the last unit, because then it paid for the parcel that they are in.
     */
    public Money shippingOf(Map<Integer, Integer> units, Map<Integer, Integer> onTheirWay) {
        Money shipping = worthOf(units).minus(goodsOf(units));
        Money goods = goodsOf(units);
        return policy.cancellation().shippingFee() == ShippingFeeRule.WITH_LAST_UNIT || !goods.isPositive()
                ? shipping
                : shipping.share(goodsOf(onTheirWay), goods);
    }

    /** Units that have not left the order, shipped or not, by line. */
    public Map<Integer, Integer> unitsLeft() {
        return lines.left();
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

    private Map<Integer, Integer> undeliveredInParcels() {
        return lines.units(line -> line.shipped() - line.delivered());
    }

    /** P1: what carriers have of it, as worked out from its parcels. */
    public void carried(Carried units) {
        lines.carry(units.accepted(), units.delivered());
    }

    /** E2: units were called back on their way, so that what the shipping fee is for was spent. */
    public boolean recalled() {
        return recalled;
    }

    /** A3. */
    public boolean verificationOverdue() {
        return verificationOverdue;
    }

    /** The buyer wants more; it is paid later (E1). */
    public void addLine(OrderLine wanted) {
        lines.add(wanted.at(lines.all().size() + 1));
    }

    /** E1: in the market's time zone. */
    public boolean isDeliveryDay(Instant now) {
        return delivery.date() != null
                && now.atZone(policy.timeZone()).toLocalDate().equals(delivery.date());
    }

    /** Another day, hour or address (E1). */
    public void deliverTo(Delivery other) {
        delivery = other;
    }

    /** Whether the terms of return were given in writing when the goods were handed over (D2). */
    public void termsInWriting(boolean given) {
        termsInWriting = given;
    }

    /** Units that can still be cancelled or shipped, by line. */
    public Map<Integer, Integer> openUnits() {
        return lines.open();
    }

    /** The seller declares these units shipped (A9, A13). */
    public void declareShipped(Map<Integer, Integer> units, Instant at) {
        lines.ship(units);
        shippedIfNothingIsOpen(at);
    }

    private void shippedIfNothingIsOpen(Instant at) {
        if (status == OrderStatus.PROCESSING && lines.nothingOpen()) {
            become(OrderStatus.SHIPPED);
            declaredAt = at;
            if (acceptedAt != null) {
                // An earlier parcel of the order is with the carrier already.
                become(OrderStatus.IN_TRANSIT);
            }
        }
    }

    /** The carrier has a parcel of this order (A14). */
    public void carrierAccepted(Instant at) {
        if (acceptedAt == null || at.isBefore(acceptedAt)) {
            acceptedAt = at;
        }
        if (status == OrderStatus.SHIPPED) {
            become(OrderStatus.IN_TRANSIT);
        }
    }

    /** P1: it becomes what its units and parcels make it. The time for windows that run since delivery begins anew (A25). */
    public void follow(Progress progress, Instant at) {
        if (progress.status() != OrderStatus.PROCESSING) {
            shippedIfNothingIsOpen(at);
        }
        if (progress.acceptedAt() != null) {
            acceptedAt = progress.acceptedAt();
        }
        if (progress.status() == OrderStatus.DELIVERED && progress.deliveredAt() != null) {
            delivered(progress.deliveredAt());
        } else if (progress.status() != status) {
            become(progress.status());
        }
    }

    /** Every parcel of the order was delivered. */
    public void delivered(Instant at) {
        if (status.canBecome(OrderStatus.DELIVERED)) {
            become(OrderStatus.DELIVERED);
            lines.carry(shippedUnits(), shippedUnits());
            deliveredAt = at;
            frozenFor = Duration.ZERO;
        }
    }

    /** A carrier has taken back what it told: it is as far as its parcels are without it (P1). */
    public void takenBack(Progress progress) {
        if (progress.status() != status) {
            become(progress.status());
        }
        if (status != OrderStatus.DELIVERED) {
            deliveredAt = null;
        }
        acceptedAt = progress.acceptedAt();
    }

    /** The same, when it turns out later that it was earlier. */
    public void deliveredEarlier(Instant at) {
        deliveredAt = at;
    }

    /** The goods are in the buyer's hands, from the shop's own courier or at the post office (C2, L2). */
    public void handedOver(Instant at) {
        lines.ship(lines.open());
        if (status == OrderStatus.PROCESSING) {
            become(OrderStatus.SHIPPED);
            declaredAt = at;
        }
        acceptedAt = acceptedAt == null ? at : acceptedAt;
        delivered(at);
    }

    /** Receipt was confirmed, or escrow was released because its time ran out (A18). */
    public void complete(Instant at) {
        become(OrderStatus.COMPLETED);
        closedAt = at;
    }

    /** A25. */
    public void freeze(Instant at) {
        frozenAt = at;
    }

    /** A25. */
    public void release(Instant at) {
        Instant since = frozenAt;
        if (since != null) {
            Instant begun = deliveredAt != null && deliveredAt.isAfter(since) ? deliveredAt : since;
            frozenFor = frozenFor.plus(begun.isBefore(at) ? Duration.between(begun, at) : Duration.ZERO);
        }
        frozenAt = null;
    }

    /** A25: how long the windows that run since payment, or since delivery, have stood still. */
    public Duration frozenFor() {
        return frozenFor;
    }

    /** A25: since when a deadline that is set now stands still; null when it runs, because the order is not frozen. */
    public @Nullable Instant pausedSince(Instant now) {
        return frozenAt == null ? null : now;
    }

    /** Who changed it last, and when; part of every act. */
    public void changed(Actor by, Instant at) {
        changedBy = by.subject();
        changedAt = at;
    }

    private void become(OrderStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Order " + terms.id() + " cannot go from " + status + " to " + next);
        }
        OrderStatus from = status;
        status = next;
        tell(next.event(), "orders/" + id(), () -> Map.of("previousStatus", from.name(), "status", next.name()));
    }

    /**
     * Something in this order has moved: it is written with the act that saves the order.
     *
     * @param event the kind of its event, named by the state that it reached
     * @param object the single thing, for example {@code cancellations/0190...}
     * @param data what it says beside the order's own facts; asked for when the order is saved
     */
    public void tell(String event, String object, Supplier<? extends Map<String, Object>> data) {
        tellings.add(event, object, data);
    }

    /** What has moved and is not written yet. */
    Tellings tellings() {
        return tellings;
    }

    // --- what it is --------------------------------------------------------------------------------------------

    public Terms terms() {
        return terms;
    }

    /** What every event about it, or about something in it, says. */
    public OrderFacts facts() {
        return new OrderFacts(
                id(), terms.market(), terms.buyerId(), terms.sellerId(), status, cancelledBy, total(), paid, refunded);
    }

    public String id() {
        return terms.id();
    }

    /** The version under which it was placed, for good (M1). */
    public Policy policy() {
        return policy;
    }

    /** The law's right to give the goods back (D1), if there is one for anything that is left; not for bespoke goods (D3). */
    public @Nullable WithdrawalRight withdrawalRight() {
        boolean bespoke = lines.all().stream().filter(line -> line.left() > 0).allMatch(OrderLine::madeToMeasure);
        return bespoke ? null : policy.withdrawalRight();
    }

    /** What its actions depend on. */
    public OrderState state() {
        return new OrderState(status, openRequest, frozen(), disputed);
    }

    public Delivery delivery() {
        return delivery;
    }

    public boolean disputed() {
        return disputed;
    }

    public boolean termsInWriting() {
        return termsInWriting;
    }

    public List<OrderLine> lines() {
        return lines.all();
    }

    public OrderStatus status() {
        return status;
    }

    public @Nullable CancelledBy cancelledBy() {
        return cancelledBy;
    }

    public boolean frozen() {
        return frozenAt != null;
    }

    public @Nullable Instant frozenAt() {
        return frozenAt;
    }

    public @Nullable RequestState openRequest() {
        return openRequest;
    }

    public @Nullable Instant verifiedAt() {
        return verifiedAt;
    }

    public @Nullable Instant declaredAt() {
        return declaredAt;
    }

    public @Nullable Instant deliveredAt() {
        return deliveredAt;
    }

    public @Nullable Instant acceptedAt() {
        return acceptedAt;
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
        return paid;
    }

    public Money refunded() {
        return refunded;
    }

    /** A15: from when on missing tracking can be disputed; null when it was not declared, or a carrier has it. */
    public @Nullable Instant noTrackingFrom() {
        return status != OrderStatus.SHIPPED || acceptedAt != null || declaredAt == null
                ? null
                : policy.after(declaredAt, policy.shipping().noTrackingDisputeAfter());
    }

    /** Whether these are all units that were ever ordered. */
    public boolean isEverything(Map<Integer, Integer> units) {
        return lines.all().stream().allMatch(line -> units.getOrDefault(line.line(), 0) == line.quantity());
    }

    /** What of the total was never paid (C1, E1). */
    public Money unpaid() {
        return total().minus(total().min(paid));
    }

    /** What can still be refunded: what was kept for a cost stays kept, whatever happens to the rest (D4, E2). */
    public Money refundable() {
        return paid.minus(refunded).minus(kept);
    }

    /**
     * What of the worth of units that have just left was paid for and is still there: what was paid goes for what is still
     * ordered first, so that nothing goes back for what was added and not paid yet (E1).
     */
    public Money paidOf(Money worth) {
        Money notNeeded = paid.minus(paid.min(total()));
        return worth.min(notNeeded).min(refundable());
    }

    /** What is there of the buyer's money beyond what the order costs now (E1). */
    public Money overpaid() {
        return refundable().minus(refundable().min(total()));
    }

    public long version() {
        return version;
    }
}
