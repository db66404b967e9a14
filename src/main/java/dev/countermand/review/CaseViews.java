package dev.countermand.review;

import dev.countermand.fraud.KnownFinding;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.policy.Policy;
import java.time.Duration;
import java.util.Currency;
import java.util.List;

/** Cases as the contract shows them. */
final class CaseViews {

    private CaseViews() {}

    static CaseApi.CaseItem item(CaseRow row) {
        return new CaseApi.CaseItem(
                row.id,
                row.orderId,
                row.sellerId,
                row.status,
                row.score,
                amount(row),
                row.currency,
                row.dueAt,
                row.openedAt,
                row.assignee,
                row.verdict);
    }

    static CaseApi.CaseView full(
            CaseRow row,
            Order order,
            Policy policy,
            List<KnownFinding> findings,
            List<CaseApi.TimelineEntry> timeline,
            List<CaseNoteRow> notes) {
        return new CaseApi.CaseView(
                row.id,
                row.orderId,
                row.sellerId,
                order.terms().buyerId(),
                row.status,
                row.reason,
                row.disputeId,
                row.score,
                amount(row),
                row.currency,
                row.openedAt,
                row.dueAt,
                row.assignee,
                row.claimUntil,
                findings.stream().map(CaseViews::signal).toList(),
                timeline,
                money(order),
                policyText(policy),
                notes.stream().map(CaseViews::note).toList(),
                order.status(),
                row.verdict,
                row.statement,
                row.decidedBy,
                row.closedAt,
                row.closingNote);
    }

    static CaseApi.NoteView note(CaseNoteRow row) {
        return new CaseApi.NoteView(row.id, row.author, row.text, row.at);
    }

    private static CaseApi.Signal signal(KnownFinding finding) {
        return new CaseApi.Signal(
                finding.code(),
                finding.shipmentId(),
                finding.weight(),
                finding.words(),
                finding.facts(),
                finding.foundAt(),
                finding.clearedAt(),
                finding.clearedBecause());
    }

    private static CaseApi.MoneyAtStake money(Order order) {
        return new CaseApi.MoneyAtStake(
                order.terms().currency().getCurrencyCode(),
                order.total().text(),
                order.paid().text(),
                order.refunded().text(),
                order.refundable().text());
    }

    /** The figures of the policy in sentences. */
    static CaseApi.PolicyText policyText(Policy policy) {
        Policy.Detection detection = policy.detection();
        Policy.NoCarrierMovement still = detection.noCarrierMovement();
        Policy.ShippedToBlock block = detection.shippedToBlock();
        Policy.NumberReused reused = detection.numberReused();
        Policy.Fine fine = policy.fines().falseShipment();
        List<CaseApi.PolicyRule> rules = List.of(
                new CaseApi.PolicyRule(
                        "A13",
                        "A shipment declared against a cancellation request must be accepted by the carrier within "
                                + policy.shipping().contestedBusinessDays() + " business days."),
                new CaseApi.PolicyRule(
                        "F1",
                        "No physical scan " + still.businessDays() + " business days after the declaration: "
                                + still.weight() + " points."),
                new CaseApi.PolicyRule(
                        "F2",
                        "Declared within " + words(block.declaredWithin())
                                + " after a cancellation request, and no physical scan " + block.businessDays()
                                + " business days since: " + block.weight() + " points."),
                new CaseApi.PolicyRule(
                        "F3",
                        "The same carrier and number on an order of another buyer or to another address, declared less"
                                + " than " + words(reused.recycledAfter()) + " apart: " + reused.weight() + " points."),
                new CaseApi.PolicyRule(
                        "A19",
                        "Buyer and seller have "
                                + policy.disputes().agreeWithin().toDays()
                                + " days to agree about a dispute; then it is decided here."),
                new CaseApi.PolicyRule(
                        "A25",
                        "From " + detection.freezeAt() + " points on the order is frozen until this is decided."),
                new CaseApi.PolicyRule(
                        "A26",
                        "Fraud established: cancelled, refunded in full, the seller fined " + fine.percent()
                                + " % of the order's total and " + fine.points() + " points."));
        return new CaseApi.PolicyText(policy.name(), policy.version(), detection.freezeAt(), rules);
    }

    private static String words(Duration span) {
        return span.toHours() % 24 == 0 ? span.toDays() + " days" : span.toHours() + " hours";
    }

    private static String amount(CaseRow row) {
        return new Money(row.amount, Currency.getInstance(row.currency)).text();
    }
}
