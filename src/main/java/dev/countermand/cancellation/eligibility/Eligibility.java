package dev.countermand.cancellation.eligibility;

import dev.countermand.cancellation.state.OpenRequest;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeOffers;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Wait;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.RequestState;
import dev.countermand.order.state.WhyNot;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.policy.IncurredShipping;
import dev.countermand.policy.Policy;
import dev.countermand.policy.WithdrawalRight;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the buyer can cancel now, and how: the one decision behind {@code cancellation-eligibility} and behind the
 * request itself, so that the two never disagree. {@code docs/eligibility.md} shows it for every policy and state.
 */
public sealed interface Eligibility {

    /** For programs. */
    String code();

    /** For people. */
    String explanation();

    /** Until when this holds, where that is known. */
    @Nullable
    Instant until();

    /** At once; nobody's consent is needed (A2, C1, D1, E1, L2). */
    record Immediate(
            String code, String explanation, @Nullable Instant until) implements Eligibility {}

    /** The seller is asked (A4). */
    record Request(
            String code, String explanation, @Nullable Instant until) implements Eligibility {}

    /** Too late to cancel; the buyer may refuse the parcel, return the goods or open a dispute (A14, A19). */
    record Dispute(
            String code, String explanation, @Nullable Instant until) implements Eligibility {}

    /** Not now. */
    record None(String code, String explanation, @Nullable Instant until) implements Eligibility {}

    /** Pure: the order and its parcels as they are, under the policy it was placed under, at present. */
    static Eligibility of(Order order, KnownGoods goods, Instant now) {
        if (order.frozen()) {
            return new None("FROZEN", "The order is frozen while suspected fraud is cleared up (A25)", null);
        }
        if (order.disputed()) {
            return new None("DISPUTE_OPEN", "A dispute is open; it is settled there, or withdrawn first (A19)", null);
        }
        DisputeOffers offers = DisputeOffers.of(order, goods.parcels(), now);
        Eligibility decision = unlessAwaited(order, goods, decided(order, goods, offers, now), now);
        return decision instanceof None none && !offers.kinds().isEmpty()
                ? new Dispute(none.code(), none.explanation(), none.until())
                : decision;
    }

    private static Eligibility decided(Order order, KnownGoods goods, DisputeOffers offers, Instant now) {
        Policy policy = order.policy();
        return switch (order.status()) {
            case PLACED -> unpaid(order, policy);
            case PAYMENT_VERIFYING -> verifying(order, policy);
            case PROCESSING, SHIPPED, IN_TRANSIT -> beforeHandOver(order, goods, offers, now);
            case DELIVERED, COMPLETED -> afterHandOver(order, offers, now);
            case CLOSED_UNPAID ->
                new None(
                        "ENDED",
                        "The order was not paid in time and has closed; the same goods can be ordered again (A1)",
                        null);
            case CANCELLED, RETURNED ->
                new None("ENDED", "The order has ended: it is " + WhyNot.inWords(order.status()), null);
        };
    }

    /** D1: what was refused on its way, or asked to be given back, is not refused twice. */
    private static Eligibility unlessAwaited(Order order, KnownGoods goods, Eligibility decision, Instant now) {
        boolean nothingElse = decision instanceof Immediate
                && !goods.awaited().isEmpty()
                && UnitCounts.minus(CancellableUnits.available(order, now), goods.awaited())
                        .isEmpty();
        return nothingElse
                ? new None(
                        "RETURN_AWAITED",
                        order.refundable().isPositive()
                                ? "These goods are refused already; the money comes when they are back (D1, D4)"
                                : "These goods are refused already; nothing is there to be paid back (D1)",
                        null)
                : decision;
    }

    /** A2; of what is paid in part only, A20a. */
    private static Immediate unpaid(Order order, Policy policy) {
        Instant closes = policy.after(order.terms().placedAt(), policy.payment().closeUnpaidAfter());
        return order.paid().isPositive()
                ? new Immediate(
                        "PARTLY_PAID",
                        "Only " + order.paid().inWords() + " of "
                                + order.total().inWords()
                                + " is paid; the order is cancelled at once, and what was paid goes back (A2, A20a)",
                        closes)
                : new Immediate("UNPAID", "The order is not paid; it is cancelled at once (A2)", closes);
    }

    /** A3. */
    private static Eligibility verifying(Order order, Policy policy) {
        if (order.verificationOverdue()) {
            String overdue = "The payment should have been verified within "
                    + policy.payment().verificationAtMost().inWords() + ", and was not; ";
            return new Immediate(
                    "VERIFICATION_OVERDUE",
                    overdue
                            + (order.paid().isPositive()
                                    ? "the order is cancelled at once, and what was paid of it goes back (A3, A20a)"
                                    : "nothing was taken from the buyer, and the order is cancelled at once (A3)"),
                    null);
        }
        return new None(
                "PAYMENT_VERIFYING",
                "The payment is being verified, which takes at most "
                        + policy.payment().verificationAtMost().inWords()
                        + "; a cancellation can be requested afterwards (A3)",
                null);
    }

    private static Eligibility beforeHandOver(Order order, KnownGoods goods, DisputeOffers offers, Instant now) {
        ParcelWords parcels = new ParcelWords(order, goods.parcels(), offers);
        if (order.openRequest() != null) {
            return open(order, goods.request(), offers, parcels);
        }
        if (order.possible(OrderAction.CANCEL)) {
            return and(alone(order, order.policy(), now), parcels.besideCancelled());
        }
        if (!order.possible(OrderAction.REQUEST_CANCELLATION)) {
            return new None(parcels.code(), parcels.ofAll(), null);
        }
        Instant closes = windowCloses(order, order.policy());
        if (closes != null && now.isAfter(closes)) {
            String closed = "Cancellation could be requested until "
                    + Spoken.at(closes, order.policy().timeZone()) + " (A10)";
            return and(new None("WINDOW_CLOSED", closed, closes), parcels.ofAll());
        }
        return and(asking(order, closes), parcels.ofAll());
    }

    /** The decision, and what is so for parcels that it is not about (P2). */
    private static Eligibility and(Eligibility decision, String parcels) {
        if (parcels.isEmpty()) {
            return decision;
        }
        String both = decision.explanation() + ". " + parcels;
        return switch (decision) {
            case Immediate it -> new Immediate(it.code(), both, it.until());
            case Request it -> new Request(it.code(), both, it.until());
            case Dispute it -> new Dispute(it.code(), both, it.until());
            case None it -> new None(it.code(), both, it.until());
        };
    }

    /** A4: of what is open the seller decides, of what is declared the carrier; what a carrier has is not asked for. */
    private static Request asking(Order order, @Nullable Instant closes) {
        if (order.openUnits().isEmpty()) {
            return new Request(
                    "DECLARED_SHIPPED",
                    "The seller has declared a shipment; a request is contested until the carrier has the parcel (A13)",
                    closes);
        }
        return order.declaredUnits().isEmpty()
                ? new Request("NOT_SHIPPED", "The seller is asked and approves or refuses (A4, A6)", closes)
                : new Request(
                        "PARTLY_DECLARED",
                        "The seller is asked about what is not shipped, and approves or refuses (A4, A6); what is declared"
                                + " shipped is contested until the carrier has the parcel (A13)",
                        closes);
    }

    /**
     * A7, A9, A13, A15: with a request open, what the buyer can do, what happens when nobody acts, and when; of its parcels
     * also whether one can be disputed that nobody has scanned.
     */
    private static None open(Order order, @Nullable OpenRequest asked, DisputeOffers offers, ParcelWords parcels) {
        OpenRequest request = asked != null
                ? asked
                : OpenRequest.of(
                        order,
                        order.openRequest() == RequestState.PENDING,
                        order.openRequest() == RequestState.CONTESTED,
                        List.of());
        String code = offers.possible(DisputeKind.NO_TRACKING_INFO) ? "NO_TRACKING_INFO" : "REQUEST_OPEN";
        String beside = parcels.ofAll();
        return new None(code, beside.isEmpty() ? request.words() : request.words() + " " + beside, request.until());
    }

    /** P2: what the decision is about, in units by line; what is refused already is not refused twice (D1). */
    default Map<Integer, Integer> units(Order order, KnownGoods goods, Instant now) {
        return switch (this) {
            case Immediate ignored -> UnitCounts.minus(CancellableUnits.available(order, now), goods.awaited());
            case Request ignored -> order.unaccepted();
            case Dispute ignored -> Map.of();
            case None ignored -> Map.of();
        };
    }

    /** Nobody is asked. */
    private static Eligibility alone(Order order, Policy policy, Instant now) {
        if (order.withdrawalRight() != null) {
            return new Immediate(
                    "RIGHT_OF_WITHDRAWAL",
                    "Until the goods are handed over they can be refused at any time (D1)"
                            + (order.refundable().isPositive() && waitsForParcels(order, now)
                                    ? "; what is on its way is paid back once it has come back (D4)"
                                    : ""),
                    null);
        }
        return switch (policy.cancellation().until()) {
            case DISPATCH ->
                new Immediate("BEFORE_DISPATCH", "It is not on its way; it is cancelled at once (C1)", null);
            case CARRIER_ACCEPTANCE ->
                new Immediate("BEFORE_ACCEPTANCE", "The carrier does not have it; it is cancelled at once", null);
            case DAY_BEFORE_DELIVERY -> beforeDeliveryDay(order, policy, now);
            case HAND_OVER ->
                new Immediate(
                        "BEFORE_HAND_OVER",
                        "It can be refused until it is handed over, also to the courier" + costs(order, policy, "L2"),
                        null);
        };
    }

    private static boolean waitsForParcels(Order order, Instant now) {
        Map<Integer, Integer> left = order.unitsLeft();
        return !CancellableUnits.awaited(order, left, order.onTheirWay(left), now)
                .isEmpty();
    }

    private static Eligibility beforeDeliveryDay(Order order, Policy policy, Instant now) {
        LocalDate day = order.delivery().date();
        ZoneId zone = policy.timeZone();
        if (day != null && order.isDeliveryDay(now)) {
            return new None(
                    "DELIVERY_DAY",
                    "It is delivered today; it can be cancelled on any day but this one (E1)",
                    day.plusDays(1).atStartOfDay(zone).toInstant());
        }
        Instant until = day == null ? null : day.atStartOfDay(zone).toInstant();
        return new Immediate(
                "BEFORE_DELIVERY_DAY",
                "It can be cancelled on any day but the day of delivery" + costs(order, policy, "E1"),
                until != null && until.isAfter(now) ? until : null);
    }

    /** @param rule what the sentence rests on beside: each is named once */
    private static String costs(Order order, Policy policy, String rule) {
        boolean onItsWay = !order.onTheirWay(order.unitsLeft()).isEmpty();
        return onItsWay && policy.cancellation().incurredShipping() == IncurredShipping.DEDUCTED
                ? "; the shipping costs incurred are deducted (" + rule + ", E2)"
                : " (" + rule + ")";
    }

    private static Eligibility afterHandOver(Order order, DisputeOffers offers, Instant now) {
        Instant until = withdrawalUntil(order);
        if (until != null && now.isBefore(until)) {
            return new Immediate(
                    "WITHDRAWAL_AFTER_HAND_OVER",
                    "The goods can be returned until then if they have kept their looks and properties; "
                            + (order.refundable().isPositive()
                                    ? "the money comes when they are back, or on their way back (D1 to D4)"
                                    : "nothing is there to be paid back (D1 to D3)"),
                    until);
        }
        if (order.status() != OrderStatus.DELIVERED) {
            return new None("ENDED", "The order has ended: it is " + WhyNot.inWords(order.status()), null);
        }
        return offers.possible(DisputeKind.RETURN_GOODS_AND_MONEY)
                ? new None("DELIVERED", "The goods were delivered; they can be returned by a dispute (A19, L3)", null)
                : new None(
                        "NOTHING_TO_REFUND",
                        order.paid().isPositive()
                                ? "The goods were delivered, and everything paid has been refunded (A19)"
                                : "The goods were delivered; nothing was paid, so there is nothing to refund (A19)",
                        null);
    }

    /** D1, D2: to the end of the last day, in the market's time zone; null where the law gives no right. */
    private static @Nullable Instant withdrawalUntil(Order order) {
        WithdrawalRight right = order.withdrawalRight();
        Instant delivered = order.deliveredAt();
        if (right == null || delivered == null) {
            return null;
        }
        Period period = order.termsInWriting() ? right.afterHandOver() : right.withoutTermsInWriting();
        ZoneId zone = order.policy().timeZone();
        return delivered
                .plus(order.frozenFor())
                .atZone(zone)
                .toLocalDate()
                .plus(period)
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
    }

    /** A10: null where requests are taken as long as the order can be cancelled at all. */
    private static @Nullable Instant windowCloses(Order order, Policy policy) {
        Wait window = policy.cancellation().requestWindow();
        Instant paid = order.verifiedAt();
        return window == null || paid == null
                ? null
                : policy.after(paid, window).plus(order.frozenFor());
    }
}
