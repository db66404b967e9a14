package dev.countermand.courier;

import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.policy.DoorRefusal;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a hand-over must say, and what can be refused at it (C2, C4, L2). */
final class HandOverRules {

    private HandOverRules() {}

    /** Refuses what is not possible at this order's door or post office. */
    static void check(Order order, HandOver request, Instant now) {
        if (request.at() != null && request.at().isAfter(now)) {
            throw Refusal.invalid("at", "must not be in the future").asException();
        }
        if (request.deliveryCosts() != null) {
            Money costs = Money.read(
                    "deliveryCosts", request.deliveryCosts(), order.terms().currency());
            if (costs.compareTo(order.total()) > 0) {
                throw Refusal.invalid("deliveryCosts", "must not be more than the order's total")
                        .asException();
            }
        }
        if (request.refused() != null && request.outcome() != HandOverOutcome.REFUSED) {
            throw Refusal.invalid("refused", "must be left out unless the outcome is REFUSED")
                    .asException();
        }
        if (request.report() != null && request.outcome() != HandOverOutcome.REFUSED) {
            throw Refusal.invalid("report", "must be left out unless the outcome is REFUSED")
                    .asException();
        }
        refuseUnless(
                !order.disputed() || request.outcome() == HandOverOutcome.ACCEPTED,
                order,
                "DISPUTE_OPEN",
                "A dispute is open: that the goods were handed over is recorded, whether they go back is settled there"
                        + " (A19)");
        boolean post = order.policy().shipping().deliveredBy() == DeliveredBy.POST;
        switch (request.outcome()) {
            case ACCEPTED -> {}
            case UNCLAIMED ->
                refuseUnless(post, order, "NOT_KEPT", "Only the post stores a parcel that nobody collects (C2)");
            case REFUSED -> refusal(order, request, post);
        }
    }

    /**
     * Refuses what met the buyer before it was sent.
     *
     * @param declared when the last of the parcels that met them was declared; null where none was
     */
    static void refuseTooEarly(Order order, HandOver request, @Nullable Instant declared) {
        Instant earliest = declared == null ? order.terms().placedAt() : declared;
        if (request.at() != null && request.at().isBefore(earliest)) {
            throw Refusal.invalid(
                            "at",
                            declared == null
                                    ? "must not be before the order was placed"
                                    : "must not be before it was declared shipped")
                    .asException();
        }
    }

    private static void refusal(Order order, HandOver request, boolean post) {
        DoorRefusal possible = order.policy().handOver().refusal();
        // D1: the law goes before the market's terms.
        refuseUnless(
                possible != DoorRefusal.NONE || order.withdrawalRight() != null,
                order,
                "NO_REFUSAL",
                "Nothing can be refused when it is handed over");
        refuseUnless(
                possible == DoorRefusal.ANY_UNITS || request.refused() == null,
                order,
                "WHOLE_ONLY",
                "Only all that is handed over can be refused, not a part of it");
        if (request.report() != null) {
            report(order, request.report(), post);
        } else if (post) {
            if (!Boolean.TRUE.equals(request.inWriting())) {
                throw Refusal.invalid("inWriting", "must be true: at the post office one refuses in writing (C2)")
                        .asException();
            }
            if (request.reason() == null || request.reason().isBlank()) {
                throw Refusal.invalid("reason", "must be given: refusing at the post office needs reasons (C2)")
                        .asException();
            }
        }
    }

    private static void report(Order order, HandOver.Report report, boolean post) {
        refuseUnless(post, order, "NO_INSPECTION", "Reports of an inspection are made at the post office (C4)");
        Set<HandOver.Signatory> signed =
                report.signatures().stream().map(HandOver.Signature::signatory).collect(Collectors.toSet());
        if (signed.size() != HandOver.Signatory.values().length) {
            throw Refusal.invalid(
                            "report.signatures",
                            "must be those of the office's manager, the clerk who opened it and the addressee (C4)")
                    .asException();
        }
        refuseUnless(
                report.opened() == HandOver.Opened.BEFORE_PAYING,
                order,
                "OPENED_AFTER_PAYING",
                "Opened after paying, the post takes no claim; a dispute with the shop remains (C4)");
    }

    static void refuseUnless(boolean fine, Order order, String code, String detail) {
        if (!fine) {
            throw notNow(order, code, detail);
        }
    }

    static RefusedException notNow(Order order, String code, String detail) {
        return order.notNow(code, detail, Set.of(Role.SERVICE)).asException();
    }

    /** Who signed, for the record. */
    static String signed(HandOver.Report report) {
        return report.signatures().stream()
                .map(one -> one.signatory() + ": " + one.name())
                .sorted()
                .collect(Collectors.joining("; "));
    }
}
