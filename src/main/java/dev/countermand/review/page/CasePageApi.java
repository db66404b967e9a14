package dev.countermand.review.page;

import dev.countermand.cancellation.CancellationApi;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.evidence.EvidenceApi;
import dev.countermand.fraud.judgement.SignalApi;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.overview.OrderView;
import dev.countermand.payment.page.AccountsView;
import dev.countermand.review.CaseApi;
import dev.countermand.review.decision.DecisionApi;
import dev.countermand.review.evidence.CaseEvidenceApi;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.seller.page.SellerApi;
import dev.countermand.seller.page.SellerNoteApi;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/cases/{id}}. */
public final class CasePageApi {

    private CasePageApi() {}

    /** One thing that happened. */
    @RegisterForReflection
    @Schema(name = "TimelineEntry")
    public record TimelineEntry(
            Instant at,

            @Schema(description = "Whose side of the story it is.")
            Side side,

            @Schema(examples = "seller seller-3") String who,

            @Schema(examples = "shipment declared: carrier ups, tracking number 1Z5R89390357567127")
            String what) {}

    /** The same, told apart: what can be held side by side. */
    @RegisterForReflection
    @Schema(name = "Timelines")
    public record TimelinesView(
            @Schema(description = "What the seller declared and answered.")
            List<TimelineEntry> seller,

            @Schema(description = "What carriers saw.") List<TimelineEntry> carrier,

            @Schema(description = "What the buyer, or an agent for them, asked.")
            List<TimelineEntry> buyer) {}

    /** What it is about. */
    @RegisterForReflection
    @Schema(name = "MoneyAtStake")
    public record MoneyAtStake(
            @Schema(examples = "EUR") String currency,
            @Schema(examples = "29.90") String total,
            @Schema(examples = "29.90") String paid,

            @Schema(description = "Given back, or on its way; not what is before a person (A20b).", examples = "0.00")
            String refunded,

            @Schema(examples = "29.90") String refundable,

            @Schema(description = "What the accounts of the order stand at, by the ledger.")
            AccountsView accounts) {}

    /** What the order's policy says about suspicion. */
    @RegisterForReflection
    @Schema(name = "PolicyText")
    public record PolicyText(
            @Schema(examples = "aliexpress") String market,
            @Schema(examples = "1") int version,

            @Schema(description = "The score at which an order is frozen.", examples = "60")
            int freezeAt,

            List<PolicyRule> rules) {}

    /** One rule of the policy in words. */
    @RegisterForReflection
    @Schema(name = "PolicyRule")
    public record PolicyRule(@Schema(examples = "F1") String rule, String words) {}

    /** A deadline that waits for this case to be decided (A25). */
    @RegisterForReflection
    @Schema(name = "StandingDeadline")
    public record StandingDeadline(
            DeadlineKind kind,

            @Schema(description = "Since when it stands still.")
            Instant since,

            @Schema(
                    examples =
                            "declare shipment has stood still since 2026-03-03 10:00 UTC; 2 days of it are left, and run"
                                    + " on after the release")
            String words) {}

    /** What detectors count of the seller (F2, F11, F12), over the last 90 days. */
    @RegisterForReflection
    @Schema(name = "SellerHabits")
    public record HabitsView(
            Instant countedAt,

            @Schema(
                    description =
                            "How long they take from the payment to the declaration; half of their shipments took less.",
                    examples = "2 days and 4 hours")
            @Nullable
            String handlingTime,

            @Schema(description = "Requests of their buyers to cancel.", examples = "12")
            int requests,

            @Schema(description = "Of those, refused or met by a declaration.", examples = "4")
            int blocked,

            @Schema(description = "Of those, without any movement since.", examples = "3")
            int unmoved,

            @Schema(
                    description = "Of the requests, those whose buyers named another reason, or pressure.",
                    examples = "1")
            int reports) {}

    /** Who it is about. */
    @RegisterForReflection
    @Schema(name = "CaseSeller")
    public record SellerOfCase(
            @Schema(description = "How they stand; of entries and sanctions the newest 20.")
            SellerApi.SellerView standing,

            @Schema(description = "Nobody has counted a seller without requests.") @Nullable
            HabitsView habits,

            @Schema(description = "What staff wrote about the account; the newest 20, newest first.")
            List<SellerNoteApi.SellerNoteView> notes) {}

    /** In what two orders are alike. */
    @RegisterForReflection
    @Schema(name = "Shared")
    public record SharedView(
            SharedKind kind,

            @Schema(
                    description = "The number, the shipper's account, the document's hash, or the place.",
                    examples = "1Z5R89390357567127")
            String what) {}

    /** Another order that has something in common with this one. */
    @RegisterForReflection
    @Schema(name = "RelatedOrder")
    public record RelatedView(
            @Schema(examples = "order-1002") String orderId,
            @Schema(examples = "aliexpress") String market,
            @Schema(examples = "seller-4") String sellerId,
            @Schema(examples = "buyer-9") String buyerId,
            OrderStatus status,
            boolean frozen,
            Instant placedAt,
            List<SharedView> shares,

            @Schema(description = "Its latest case, if it has one.") @Nullable
            RelatedCase reviewCase) {}

    /** The case of such an order. */
    @RegisterForReflection
    @Schema(name = "RelatedCase")
    public record RelatedCase(
            UUID id,
            CaseStatus status,
            CaseReason reason,
            @Schema(examples = "60") int score,
            @Nullable CaseVerdict verdict,
            Instant openedAt) {}

    /** An act of the desk on this case. */
    @RegisterForReflection
    @Schema(name = "CaseAct")
    public record ActView(
            Instant at,
            @Schema(examples = "moderator mod-1") String who,
            @Schema(examples = "case claimed") String what) {}

    /** A line as it was ordered. */
    @RegisterForReflection
    @Schema(name = "OrderedLine")
    public record OrderedLine(
            @Schema(examples = "1") int line,
            @Schema(examples = "MUG-BLUE") String sku,
            @Schema(examples = "Blue mug") @Nullable String title,
            @Schema(examples = "2") int quantity,
            @Schema(examples = "25.00") String total) {}

    /** A decided case as it was before its decision, without who had it, what they noted, and what followed. */
    @RegisterForReflection
    @Schema(name = "BlindCase")
    public record BlindCase(
            @Schema(examples = "seller-3") String sellerId,
            @Schema(examples = "buyer-7") String buyerId,
            CaseReason reason,
            @Schema(examples = "29.90") String amount,
            @Schema(examples = "EUR") String currency,
            Instant openedAt,

            @Schema(description = "The verdict on the signals that stood.")
            SignalApi.VerdictView suspicion,

            @Schema(description = "In words, as they stood; oldest first.")
            List<SignalApi.SignalView> signals,

            @Schema(description = "All sides in one line, up to the decision.")
            List<TimelineEntry> timeline,

            TimelinesView timelines,
            List<OrderedLine> lines,
            @Schema(description = "Where it was sent.") OrderView.Destination shipTo,
            List<EvidenceApi.EvidenceView> evidence,
            PolicyText policy) {}

    /** A case with everything needed to decide it. */
    @RegisterForReflection
    @Schema(name = "Case")
    public record CaseView(
            UUID id,
            @Schema(examples = "order-1001") String orderId,
            @Schema(examples = "seller-3") String sellerId,
            @Schema(examples = "buyer-7") String buyerId,
            CaseStatus status,
            CaseReason reason,

            @Schema(description = "The dispute that it is about, if it is (A19).") @Nullable
            UUID disputeId,

            @Schema(examples = "60") int score,
            @Schema(examples = "29.90") String amount,
            @Schema(examples = "EUR") String currency,
            Instant openedAt,
            Instant dueAt,

            @Schema(description = "Nobody had decided it when it was due, at this moment (P7).") @Nullable
            Instant overdueSince,

            @Schema(description = "No evidence: since when it is known that the seller gave none in time (A26).")
            @Nullable
            Instant noEvidenceSince,

            @Nullable String assignee,
            @Nullable Instant claimedUntil,

            @Schema(description = "The verdict on the signals that stand.")
            SignalApi.VerdictView suspicion,

            @Schema(description = "In words, each with the facts that it is founded on; oldest first.")
            List<SignalApi.SignalView> signals,

            @Schema(
                    description =
                            "All sides in one line of time, oldest first: the newest 500 acts and the newest 200 scans.")
            List<TimelineEntry> timeline,

            @Schema(description = "The same told apart.") TimelinesView timelines,

            @Schema(
                    description =
                            "The request that a declaration stands against (A13), else the one that is open; what the"
                                    + " seller is not to see of it is in it (A12).")
            CancellationApi.@Nullable CancellationView blockedRequest,

            @Schema(description = "With its units, parcels, dispute and deadlines.")
            OrderView order,

            MoneyAtStake money,

            @Schema(description = "What waits for the decision (A25).")
            List<StandingDeadline> standingStill,

            @Schema(
                    description =
                            "What the seller was asked for in this case, and what came of it; oldest first (A26).")
            List<CaseEvidenceApi.DemandView> evidenceDemands,

            @Schema(description = "What the seller has shown, oldest first; each at GET /v1/evidence/{id}.")
            List<EvidenceApi.EvidenceView> evidence,

            SellerOfCase seller,

            @Schema(
                    description =
                            "Orders and cases that share a number, an address, a shipper's account with another seller, or"
                                    + " a document, and other cases of the seller and the buyer: of each kind the newest 20.")
            List<RelatedView> related,

            PolicyText policy,

            @Schema(description = "The newest 200, oldest first.")
            List<CaseApi.NoteView> notes,

            @Schema(description = "Who did what on this case, oldest first.")
            List<ActView> acts,

            OrderStatus orderStatus,
            @Nullable CaseVerdict verdict,
            @Nullable String statement,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,

            @Schema(
                    description =
                            "What was decided in it, the latest first, the newest 50: what waits for a second person and why,"
                                    + " which parcels, how much money, until when it can be undone, and what was rejected or"
                                    + " undone (A26).")
            List<DecisionApi.DecisionView> decisions,

            @Nullable Instant closedAt,
            @Nullable String closingNote) {}
}
