package dev.countermand.review;

import dev.countermand.kernel.Money;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as it stands.
 *
 * @param disputeId the dispute that it is about, if it is (A19)
 * @param atStake what the buyer had paid when it was opened
 * @param overdueSince nobody had decided it when it was due, at this moment (P7)
 * @param noEvidenceSince the seller gave no evidence in time, as is known since this moment (A26)
 * @param decidedAt null of one that is not decided, or that the release before has decided
 * @param version counts its changes
 */
public record KnownCase(
        UUID id,
        String orderId,
        String sellerId,
        CaseStatus status,
        CaseReason reason,
        @Nullable UUID disputeId,
        int score,
        Money atStake,
        Instant openedAt,
        Instant dueAt,
        @Nullable Instant overdueSince,
        @Nullable Instant noEvidenceSince,
        @Nullable String assignee,
        @Nullable Instant claimedUntil,
        @Nullable CaseVerdict verdict,
        @Nullable String statement,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Instant closedAt,
        @Nullable String closingNote,
        long version) {}
