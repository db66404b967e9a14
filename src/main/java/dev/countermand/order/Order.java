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

    private final Tellings tellings = new Tellings();

    /** A new order, placed and unpaid; where the buyer pays on delivery the seller begins at once (C1). */
    public Order(Terms terms, Policy policy, List<OrderLine> lines, Actor by, Instant now) {
        super(terms, policy, lines, by, now);
        if (policy.payment().due() == PaymentDue.ON_DELIVERY) {
            // No move: it begins here, which its first event says.
            status = OrderStatus.PROCESSING;
        }
    }

    // --- decisions ----------------------------------------------------------------------------------------------

    /** What this role could do now. */
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

    /** Money arrived; true when the order is now paid in full and the seller's time begins (A9). */
    public boolean captured(Money amount, Instant at) {
        money = money.captured(amount);
        if (status != OrderStatus.PLACED && status != OrderStatus.PAYMENT_VERIFYING) {
            // Paid on delivery (C1), or for what was added to the order later (E1).
            verifiedAt = verifiedAt == null ? at : verifiedAt;
            return false;
        }
        if (unpaid().isPositive()) {
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
        money = money.keeping(amount);
    }

    /** A20a: so much of what was paid was never owed, and is to go back. */
    public void notOwed(Money amount) {
        money = money.notOwed(amount);
    }

    /** Some of what was paid is on its way back (A20: the database holds the sum to what was paid). */
    public void refunding(Money amount) {
        money = money.refunding(amount);
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
        Money before = total();
        lines.cancel(units);
        cancelledTotal = cancelledTotal.plus(worth);
        money = money.unitsLeft(before, total());
        return worth;
    }

    private void end(OrderStatus how, Instant at) {
        become(how);
        closedAt = at;
        frozenAt = null;
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
}
