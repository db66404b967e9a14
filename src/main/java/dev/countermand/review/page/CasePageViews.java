package dev.countermand.review.page;

import dev.countermand.cancellation.CancellationViews;
import dev.countermand.deadline.Deadline;
import dev.countermand.evidence.EvidenceApi;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.fraud.judgement.KnownFinding;
import dev.countermand.fraud.judgement.RulesInWords;
import dev.countermand.fraud.judgement.SignalApi;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.overview.OrderView;
import dev.countermand.overview.Overview;
import dev.countermand.payment.page.AccountsView;
import dev.countermand.policy.Policy;
import dev.countermand.review.CaseApi;
import dev.countermand.review.KnownCase;
import dev.countermand.review.decision.DecisionViews;
import dev.countermand.review.evidence.CaseEvidenceApi;
import dev.countermand.seller.page.SellerNoteApi;
import dev.countermand.seller.page.SellerViews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A case as the contract shows it. */
public final class CasePageViews {

    private CasePageViews() {}

    static CasePageApi.CaseView view(CasePage.Dossier dossier) {
        KnownCase one = dossier.one();
        Order order = dossier.seen().order();
        Policy policy = order.policy();
        return new CasePageApi.CaseView(
                one.id(),
                one.orderId(),
                one.sellerId(),
                order.terms().buyerId(),
                one.status(),
                one.reason(),
                one.disputeId(),
                one.score(),
                one.atStake().text(),
                one.atStake().currency().code(),
                one.openedAt(),
                one.dueAt(),
                one.overdueSince(),
                one.noEvidenceSince(),
                one.assignee(),
                one.claimedUntil(),
                SignalApi.verdict(
                        Findings.verdict(dossier.findings(), policy.detection().freezeAt())),
                signals(dossier.findings()),
                entries(dossier.timeline()),
                timelines(dossier.timeline()),
                dossier.blocked() == null ? null : CancellationViews.of(dossier.blocked()),
                OrderView.of(dossier.seen()),
                money(dossier.seen()),
                standingStill(dossier.seen().deadlines()),
                dossier.demands().stream().map(CaseEvidenceApi.DemandView::of).toList(),
                dossier.evidence().stream().map(EvidenceApi.EvidenceView::of).toList(),
                seller(dossier.seller()),
                dossier.related().stream().map(CasePageViews::related).toList(),
                policyText(policy, dossier.rules()),
                dossier.notes().stream().map(CaseApi.NoteView::of).toList(),
                dossier.timeline().stream()
                        .filter(entry -> entry.isOf(one.id()))
                        .map(entry -> new CasePageApi.ActView(entry.at(), entry.who(), entry.what()))
                        .toList(),
                order.status(),
                one.verdict(),
                one.statement(),
                one.decidedBy(),
                one.decidedAt(),
                dossier.decisions().stream().map(DecisionViews::one).toList(),
                one.closedAt(),
                one.closingNote());
    }

    /** A decided case for somebody who is to decide it again. */
    public static CasePageApi.BlindCase blind(BlindPage.Blind blind) {
        KnownCase one = blind.one();
        Order order = blind.order();
        Policy policy = order.policy();
        return new CasePageApi.BlindCase(
                one.sellerId(),
                order.terms().buyerId(),
                one.reason(),
                one.atStake().text(),
                one.atStake().currency().code(),
                one.openedAt(),
                SignalApi.verdict(
                        Findings.verdict(blind.findings(), policy.detection().freezeAt())),
                signals(blind.findings()),
                entries(blind.timeline()),
                timelines(blind.timeline()),
                order.lines().stream()
                        .map(line -> new CasePageApi.OrderedLine(
                                line.line(),
                                line.sku(),
                                line.title(),
                                line.quantity(),
                                line.price().total().text()))
                        .toList(),
                OrderView.Destination.of(order.delivery().to()),
                blind.evidence().stream().map(EvidenceApi.EvidenceView::of).toList(),
                policyText(policy, blind.rules()));
    }

    /** What is in shadow counts for nothing, and is to sway nobody. */
    private static List<SignalApi.SignalView> signals(List<KnownFinding> findings) {
        return findings.stream()
                .filter(finding -> !finding.shadow())
                .map(SignalApi::signal)
                .toList();
    }

    private static CasePageApi.TimelinesView timelines(List<CaseTimeline.Entry> all) {
        return new CasePageApi.TimelinesView(
                entries(CaseTimeline.of(Side.SELLER, all)),
                entries(CaseTimeline.of(Side.CARRIER, all)),
                entries(CaseTimeline.of(Side.BUYER, all)));
    }

    private static CasePageApi.PolicyText policyText(Policy policy, List<RulesInWords.Words> rules) {
        return new CasePageApi.PolicyText(
                policy.name(),
                policy.version(),
                policy.detection().freezeAt(),
                RuleText.of(policy, rules).stream()
                        .map(rule -> new CasePageApi.PolicyRule(rule.rule(), rule.words()))
                        .toList());
    }

    private static List<CasePageApi.TimelineEntry> entries(List<CaseTimeline.Entry> entries) {
        return entries.stream()
                .map(entry -> new CasePageApi.TimelineEntry(entry.at(), entry.side(), entry.who(), entry.what()))
                .toList();
    }

    private static CasePageApi.MoneyAtStake money(Overview.Seen seen) {
        Order order = seen.order();
        return new CasePageApi.MoneyAtStake(
                order.terms().currency().getCurrencyCode(),
                order.total().text(),
                seen.accounts().captured().text(),
                seen.refunded().text(),
                seen.accounts().refundable(order).text(),
                AccountsView.of(seen.accounts(), AccountsView.Side.STAFF));
    }

    private static List<CasePageApi.StandingDeadline> standingStill(List<Deadline> deadlines) {
        return deadlines.stream()
                .filter(Deadline::paused)
                .map(CasePageViews::standing)
                .toList();
    }

    /** What is left of it was left when it was stopped, however long that is ago (A25). */
    private static CasePageApi.StandingDeadline standing(Deadline deadline) {
        Instant since = Objects.requireNonNull(deadline.pausedAt());
        Duration left = Duration.between(since, deadline.dueAt());
        return new CasePageApi.StandingDeadline(
                deadline.kind(),
                since,
                Spoken.name(deadline.kind()) + " has stood still since " + Spoken.at(since) + "; "
                        + (left.isPositive()
                                ? Spoken.roughly(left) + " of it are left, and run on after the release"
                                : "it is due as soon as the order is released"));
    }

    private static CasePageApi.SellerOfCase seller(CasePage.Seller seller) {
        return new CasePageApi.SellerOfCase(
                SellerViews.view(seller.standing(), true),
                habits(seller.habits()),
                seller.notes().stream().map(SellerNoteApi.SellerNoteView::of).toList());
    }

    private static CasePageApi.@Nullable HabitsView habits(RelatedOrders.@Nullable Habits habits) {
        return habits == null
                ? null
                : new CasePageApi.HabitsView(
                        habits.countedAt(),
                        habits.handlingTime() == null ? null : Spoken.roughly(habits.handlingTime()),
                        habits.requests(),
                        habits.blocked(),
                        habits.unmoved(),
                        habits.reports());
    }

    private static CasePageApi.RelatedView related(RelatedOrders.Related other) {
        RelatedOrders.ItsCase its = other.itsCase();
        return new CasePageApi.RelatedView(
                other.orderId(),
                other.market(),
                other.sellerId(),
                other.buyerId(),
                other.status(),
                other.frozen(),
                other.placedAt(),
                other.shares().stream()
                        .map(shared -> new CasePageApi.SharedView(shared.kind(), shared.what()))
                        .toList(),
                its == null
                        ? null
                        : new CasePageApi.RelatedCase(
                                its.id(), its.status(), its.reason(), its.score(), its.verdict(), its.openedAt()));
    }
}
