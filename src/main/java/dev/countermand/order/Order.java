package dev.countermand.order;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            Duration processingTime,
            Money shippingFee,
            @Nullable String shipFromCountry,
            Address shipTo,
            Instant placedAt,
            String originHash) {}

    private final Terms terms;
    private final OrderLines lines;
    OrderStatus status;

    @Nullable
    CancelledBy cancelledBy;

    @Nullable
    Instant frozenAt;

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
    Instant changedAt;
    String changedBy;
    long version;

    /** A new order, placed and unpaid. */
    public Order(Terms terms, List<OrderLine> lines, Actor by, Instant now) {
        this.terms = terms;
        this.lines = new OrderLines(lines, terms.shippingFee());
        this.status = OrderStatus.PLACED;
        this.cancelledTotal = Money.zero(terms.currency());
        this.paid = Money.zero(terms.currency());
        this.refunded = Money.zero(terms.currency());
        this.changedAt = now;
        this.changedBy = by.subject();
    }

    // --- decisions ---------------------------------------------------------------------------------------------

    /** What this role could do now. */
    public List<OrderAction> allowedActions(Set<Role> roles) {
        return Arrays.stream(OrderAction.values())
                .filter(action -> roles.stream().anyMatch(action::isFor) && possible(action))
                .toList();
    }

    public boolean possible(OrderAction action) {
        return action.possible(status, frozen(), openRequest)
                && (action != OrderAction.DECLARE_SHIPMENT || !lines.nothingOpen());
    }

    /** Why the action cannot be done now; empty when it can. */
    public Optional<Refusal> refusalOf(OrderAction action, Set<Role> roles) {
        return possible(action) ? Optional.empty() : Optional.of(notNow(action.name() + "_NOT_POSSIBLE", why(), roles));
    }

    /** A "not now" that shows the present state and what these roles could do instead. */
    public Refusal notNow(String code, String detail, Set<Role> roles) {
        return Refusal.notNow(code, detail, status.name(), actionNames(roles));
    }

    /**
     * Whether a party's act was overtaken: another party's was decided after this one had arrived. It was meant for a
     * state that is gone, so it is refused, and may be sent again by somebody who has seen the new one.
     */
    public Optional<Refusal> overtaken(String subject, Instant arrivedAt, Set<Role> roles) {
        if (changedBy.equals(subject) || !changedAt.isAfter(arrivedAt)) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                Refusal.Kind.LOST_RACE,
                "LOST_RACE",
                "Somebody changed this order at the same moment; look at it again before you act",
                List.of(),
                status.name(),
                actionNames(roles),
                null));
    }

    private List<String> actionNames(Set<Role> roles) {
        return allowedActions(roles).stream().map(Enum::name).toList();
    }

    private String why() {
        if (frozen()) {
            return "The order is frozen while suspected fraud is cleared up; nothing can be changed until then";
        }
        String request = openRequest == null
                ? "without an open cancellation request"
                : "with a cancellation request that is " + openRequest;
        return "The order is " + status + ", " + request;
    }

    // --- verbs -------------------------------------------------------------------------------------------------

    /** A payment was registered and waits to be verified (A3). */
    public void paymentRegistered() {
        if (status == OrderStatus.PLACED) {
            become(OrderStatus.PAYMENT_VERIFYING);
        }
    }

    /** Money arrived; true when the order is now paid in full and the seller's time begins (A9). */
    public boolean captured(Money amount, Instant at) {
        paid = paid.plus(amount);
        if (paid.compareTo(total()) < 0) {
            paymentRegistered();
            return false;
        }
        become(OrderStatus.PROCESSING);
        verifiedAt = at;
        return true;
    }

    /** Some of what was paid is on its way back (A20: the database holds the sum to what was paid). */
    public void refunding(Money amount) {
        refunded = refunded.plus(amount);
    }

    /** A refund that could not be made counts no longer. */
    public void refundFailed(Money amount) {
        refunded = refunded.minus(amount);
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

    /**
     * Takes units out of the order (A8) and returns what they are worth; shipping goes with the last unit. When nothing
     * is left the order is cancelled.
     *
     * @param units by line
     */
    public Money cancelUnits(Map<Integer, Integer> units, CancelledBy by, Instant at) {
        Money worth = worthOf(units);
        lines.cancel(units);
        cancelledTotal = cancelledTotal.plus(worth);
        openRequest = null;
        if (lines.nothingLeft()) {
            become(OrderStatus.CANCELLED);
            cancelledBy = by;
            closedAt = at;
            frozenAt = null;
        } else {
            shippedIfNothingIsOpen(at);
        }
        return worth;
    }

    /** Cancels all that is left, whether it was declared shipped or not (A2, A9, A26). */
    public Money cancelAll(CancelledBy by, Instant at) {
        lines.unship();
        return cancelUnits(openUnits(), by, at);
    }

    /** What these units are worth, with the shipping fee when they are the last. */
    public Money worthOf(Map<Integer, Integer> units) {
        return lines.worthOf(units);
    }

    /** Units that can still be cancelled or shipped, by line. */
    public Map<Integer, Integer> openUnits() {
        return lines.open();
    }

    /** The seller declares these units shipped (A9, A13). */
    public void declareShipped(Map<Integer, Integer> units, Instant at) {
        lines.ship(units);
        if (openRequest == RequestState.PENDING) {
            openRequest = RequestState.CONTESTED;
        }
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

    /** The carrier has a parcel of this order (A14). A contested request is too late then (A13). */
    public void carrierAccepted(Instant at) {
        if (acceptedAt == null || at.isBefore(acceptedAt)) {
            acceptedAt = at;
        }
        if (status == OrderStatus.SHIPPED) {
            become(OrderStatus.IN_TRANSIT);
        }
        if (openRequest == RequestState.CONTESTED) {
            // One that is pending is about units that were not declared: the seller still has to answer it.
            openRequest = null;
        }
    }

    /** Every parcel of the order was delivered. */
    public void delivered(Instant at) {
        if (status.canBecome(OrderStatus.DELIVERED)) {
            become(OrderStatus.DELIVERED);
            deliveredAt = at;
        }
    }

    /** Receipt was confirmed, or escrow was released by itself (A18). */
    public void complete(Instant at) {
        become(OrderStatus.COMPLETED);
        closedAt = at;
    }

    /** A25. */
    public void freeze(Instant at) {
        frozenAt = at;
    }

    /** A25. */
    public void release() {
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
        status = next;
    }

    // --- what it is --------------------------------------------------------------------------------------------

    public Terms terms() {
        return terms;
    }

    public String id() {
        return terms.id();
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

    public @Nullable Instant deliveredAt() {
        return deliveredAt;
    }

    public @Nullable Instant acceptedAt() {
        return acceptedAt;
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

    /** What could still be given back. */
    public Money refundable() {
        return paid.minus(refunded);
    }

    public long version() {
        return version;
    }
}
