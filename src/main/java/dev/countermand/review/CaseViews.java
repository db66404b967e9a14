package dev.countermand.review;

import dev.countermand.fraud.judgement.Findings;
import dev.countermand.fraud.judgement.KnownFinding;
import dev.countermand.fraud.judgement.RulesInWords;
import dev.countermand.fraud.judgement.SignalApi;
import dev.countermand.http.Answer;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.policy.Fines;
import dev.countermand.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/** Cases as the contract shows them. */
public final class CaseViews {

    private CaseViews() {}

    static CaseApi.CaseItem item(CaseRow row) {
        return new CaseApi.CaseItem(
                row.id,
                row.orderId,
                row.sellerId,
                row.status,
                row.score,
                row.atStake().text(),
                row.currency,
                row.dueAt,
                row.overdueSince,
                row.openedAt,
                row.assignee,
                row.verdict);
    }

    static CaseApi.CaseView full(CaseService.Dossier dossier) {
        CaseRow row = dossier.row();
        Order order = dossier.order();
        Policy policy = order.policy();
        List<KnownFinding> findings = dossier.findings();
        return new CaseApi.CaseView(
                row.id,
                row.orderId,
                row.sellerId,
                order.terms().buyerId(),
                row.status,
                row.reason,
                row.disputeId,
                row.score,
                row.atStake().text(),
                row.currency,
                row.openedAt,
                row.dueAt,
                row.assignee,
                row.claimUntil,
                row.noEvidenceSince,
                SignalApi.verdict(Findings.verdict(findings, policy.detection().freezeAt())),
                // What is in shadow counts for nothing, and is to sway nobody.
                findings.stream()
                        .filter(finding -> !finding.shadow())
                        .map(SignalApi::signal)
                        .toList(),
                dossier.timeline().stream()
                        .map(entry -> new CaseApi.TimelineEntry(entry.at(), entry.who(), entry.what()))
                        .toList(),
                money(order),
                policyText(policy, dossier.rules()),
                dossier.notes().stream().map(CaseViews::note).toList(),
                order.status(),
                row.verdict,
                row.statement,
                row.decidedBy,
                row.closedAt,
                row.closingNote);
    }

    /** A case after an act on it, with its version. */
    public static Answer answer(LockedCase it) {
        return answer(it.row());
    }

    static Answer answer(CaseRow row) {
        return Answer.ok(row.version, item(row));
    }

    static CaseApi.NoteView note(CaseNoteRow row) {
        return new CaseApi.NoteView(row.id, row.author, row.text, row.at);
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
    private static CaseApi.PolicyText policyText(Policy policy, List<RulesInWords.Words> signals) {
        Fines.Fine fine = policy.fines().falseShipment();
        int freezeAt = policy.detection().freezeAt();
        List<CaseApi.PolicyRule> rules = new ArrayList<>();
        rules.add(new CaseApi.PolicyRule(
                "A13",
                "A shipment declared against a cancellation request must be accepted by the carrier within "
                        + Spoken.businessDays(policy.shipping().contestedBusinessDays()) + "."));
        rules.add(new CaseApi.PolicyRule(
                "A19",
                "Buyer and seller have "
                        + policy.disputes().agreeWithin().inWords()
                        + " to agree about a dispute; then it is decided here."));
        rules.add(new CaseApi.PolicyRule(
                "A25", "From " + freezeAt + " points on the order is frozen until this is decided."));
        rules.add(new CaseApi.PolicyRule(
                "A26",
                "Fraud established: cancelled, refunded in full, the seller fined " + fine.percent()
                        + " % of the order's total and " + Spoken.count(fine.points(), "point") + "."));
        signals.forEach(signal -> rules.add(new CaseApi.PolicyRule(signal.rule(), signal.words())));
        return new CaseApi.PolicyText(policy.name(), policy.version(), freezeAt, rules);
    }
}
