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
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.RequestState;
import dev.countermand.order.told.Tellings;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.PaymentDue;
import dev.countermand.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
public final class Order extends PlacedOrder {

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

    /**
     * A20: a part of what a refund is for: what has left and is to be paid back, or stays and is paid back.
     *
     * @param line 0 for the shipping fee
     * @param quantity 0 for the shipping fee
     * @param worth less what was given back for it before
     */
    public record Left(int line, int quantity, Money worth) {}

    private final Tellings tellings = new Tellings();
    private final List<Left> left = new ArrayList<>();

    /** What is left of it is paid for since units left: its seller begins, and nobody waits for money any more. */
    boolean begunByLeaving;

    /**
     * A new order, placed and unpaid; where the buyer pays on delivery (C1), or it costs nothing (A20a), the seller begins
     * at once.
     */
    public Order(Terms terms, Policy policy, List<OrderLine> lines, Actor by, Instant now) {
        super(terms, policy, lines, by, now);
        if (policy.payment().due() == PaymentDue.ON_DELIVERY || !total().isPositive()) {
            // No move: it begins here, which its first event says.
            status = OrderStatus.PROCESSING;
        }
    }

    // --- decisions ----------------------------------------------------------------------------------------------

    /** What these roles could do now by the order alone. */
    public List<OrderAction> allowedActions(Set<Role> roles) {
        return PossibleActs.of(this, roles);
    }

    public boolean possible(OrderAction action) {
        return PossibleActs.possible(this, action);
    }

    /** Why the action cannot be done now; empty when it can. */
    public Optional<Refusal> refusalOf(OrderAction action, Set<Role> roles) {
        return possible(action)
                ? Optional.empty()
                : Optional.of(notNow(action.name() + "_NOT_POSSIBLE", PossibleActs.whyNot(this, action), roles));
    }

    /**
     * A "not now" that shows the present state, and what these roles could do instead by the order alone: who answers asks
     * its parcels and the time, too.
     */
    public Refusal notNow(String code, String detail, Set<Role> roles) {
        return Refusal.notNow(code, detail, status.name(), actionNames(roles)).by(id());
    }

    /** The refusal of an act that was meant for another version; shows the present state and what could be done now. */
    public Refusal stale(Set<Role> roles) {
        return Refusal.staleVersion("The order is in version " + version + " by now", status.name(), actionNames(roles))
                .by(id());
    }

    private List<String> actionNames(Set<Role> roles) {
        return allowedActions(roles).stream().map(Enum::name).toList();
    }

    // --- verbs --------------------------------------------------------------------------------------------------

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

    /** The same of an order of which nothing else is being verified. */
    public boolean captured(Money amount, Instant at) {
        return captured(amount, at, false);
    }

    /**
     * Money arrived, whatever the order is by now (A20a); true when it is now paid in full and the seller's time begins
     * (A9).
     *
     * @param verifying whether another payment of it is being verified
     */
    public boolean captured(Money amount, Instant at, boolean verifying) {
        money = money.captured(amount);
        if (status == OrderStatus.CLOSED_UNPAID || status == OrderStatus.CANCELLED || status == OrderStatus.RETURNED) {
            return false;
        }
        if (!waitsForMoney()) {
            // Paid on delivery (C1), or for what was added to the order later (E1).
            verifiedAt = verifiedAt == null ? at : verifiedAt;
            return false;
        }
        if (unpaid().isPositive()) {
            verifies(verifying);
            return false;
        }
        beginProcessing(at);
        return true;
    }

    /** A20a: a payment failed or was voided while it was verified. Where no other is being verified, another may pay. */
    public void paymentFailed(boolean verifying) {
        if (waitsForMoney()) {
            verifies(verifying);
        }
    }

    private void verifies(boolean verifying) {
        if (verifying) {
            paymentRegistered();
        } else if (status == OrderStatus.PAYMENT_VERIFYING) {
            verificationOverdue = false;
            become(OrderStatus.PLACED, "order.unpaid");
        }
    }

    private void beginProcessing(Instant at) {
        become(OrderStatus.PROCESSING);
        verifiedAt = at;
        frozenFor = Duration.ZERO;
    }

    /** Some of what was paid is kept for a cost that the buyer bears (C3, D4, E2). */
    public void keeping(Money amount) {
        money = money.keeping(amount);
    }

    /** A19: what buyers do not ask for of the price of goods that they give back is their seller's. */
    public void leavingToSeller(Money amount) {
        money = money.leavingToSeller(amount);
    }

    /** Some of what was paid is on its way back (A20: the database holds the sum to what was paid). */
    public void refunding(Money amount) {
        money = money.refunding(amount);
    }

    /** A20a, A20b: a refund that was on its way will not be made. */
    public void notRefunding(Money amount) {
        money = money.notRefunding(amount);
    }

    /** A20a: so much of what was paid is not owed, and is to go back. */
    public void notOwed(Money amount) {
        money = money.notOwed(amount, total());
    }

    /** A20a: so much of what was paid the bank has taken back, beside what was refunded. */
    public void chargedBack(Money all) {
        money = money.chargedBack(all);
    }

    /**
     * A20: money is given back for units that stay in the order, or for shipping: when these leave, it is not given back
     * again.
     *
     * @param line 0 for the shipping fee
     * @param amount below nothing when the refund is not made after all
     */
    public void giveBackFor(int line, Money amount) {
        if (line == 0) {
            Money nothing = Money.zero(terms.currency());
            shippingGivenBack = shippingGivenBack
                    .plus(amount)
                    .min(terms.shippingFee().minus(shippingGoneWithUnits()))
                    .max(nothing);
        } else {
            lines.giveBack(line, amount);
        }
    }

    /** A20: what has left since this was asked last: what the next refund is for. */
    public List<Left> takeLeft() {
        List<Left> taken = List.copyOf(left);
        left.clear();
        return taken;
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
        } else if (waitsForMoney() && !unpaid().isPositive()) {
            beginProcessing(at);
            begunByLeaving = true;
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
        Money before = total();
        Money price = priceOf(units);
        List<Left> parts = partsOf(units);
        left.addAll(parts);
        shippingGivenBack = shippingGivenBack.minus(shippingGivenBack.min(shippingWith(units)));
        lines.givenBack(units)
                .forEach((line, given) ->
                        lines.giveBack(line, Money.zero(given.currency()).minus(given)));
        lines.cancel(units);
        cancelledTotal = cancelledTotal.plus(price);
        money = money.unitsLeft(before, total());
        return sum(parts);
    }

    private void end(OrderStatus how, Instant at) {
        become(how);
        closedAt = at;
        frozenAt = null;
        escrowHeldAt = null;
        disputed = false;
        openRequest = null;
    }

    /** P1: what carriers have of it, as worked out from its parcels. */
    public void carried(Carried units) {
        lines.carry(units.accepted(), units.delivered());
    }

    /** The buyer wants more; it is paid later (E1). */
    public void addLine(OrderLine wanted) {
        lines.add(wanted.at(lines.all().size() + 1));
    }

    /** Another day, hour or address (E1). */
    public void deliverTo(Delivery other) {
        delivery = other;
    }

    /** Whether the terms of return were given in writing when the goods were handed over (D2). */
    public void termsInWriting(boolean given) {
        termsInWriting = given;
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

    /** F13: the escrow is not released until somebody lets it go. */
    public void holdEscrow(Instant at) {
        escrowHeldAt = escrowHeldAt == null ? at : escrowHeldAt;
    }

    /** F13. */
    public void letEscrowGo() {
        escrowHeldAt = null;
    }

    /** A26: the decision that ended it was undone, and it is again what it was before; told by an event of its own. */
    public void reinstated(OrderStatus from) {
        if (!from.canComeBackTo(status)) {
            throw new IllegalStateException("Order " + terms.id() + " cannot come back from " + from + " to " + status);
        }
        OrderStatus now = status;
        tell("order.reinstated", "orders/" + id(), () -> Map.of("previousStatus", from.name(), "status", now.name()));
    }

    /** Who changed it last, and when; part of every act. */
    public void changed(Actor by, Instant at) {
        changedBy = by.subject();
        changedAt = at;
    }

    private void become(OrderStatus next) {
        become(next, next.event());
    }

    private void become(OrderStatus next, String event) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Order " + terms.id() + " cannot go from " + status + " to " + next);
        }
        OrderStatus from = status;
        status = next;
        tell(event, "orders/" + id(), () -> Map.of("previousStatus", from.name(), "status", next.name()));
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
}
