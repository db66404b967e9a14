package dev.countermand.seller;

import dev.countermand.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sanction as it stands (A27).
 *
 * @param orderId null when it is about the seller as a whole
 * @param cause what it is for, once for the order
 * @param amount null without an order
 * @param facts what it is founded on, as it was when it was decided
 * @param foundByMachine whether a detector or a deadline found it
 * @param decidedByMachine whether it followed from the rules by itself
 * @param approveBy by when another person is to approve it; null where nobody has to
 * @param overdueSince since when that is overdue
 * @param inForceAt null while it waits, and where it was rejected
 * @param endsAt when its effect ends; null where it has none
 * @param perDay how many shipments the seller may declare in 24 hours; null where they are not counted
 */
public record Sanction(
        UUID id,
        String sellerId,
        EntryKind kind,
        SanctionStatus status,
        @Nullable String orderId,
        String cause,
        String rule,
        @Nullable Money amount,
        int points,
        String statement,
        List<Fact> facts,
        boolean foundByMachine,
        boolean decidedByMachine,
        String market,
        int policyVersion,
        String decidedBy,
        Instant decidedAt,
        @Nullable Instant approveBy,
        @Nullable Instant overdueSince,
        @Nullable String approvedBy,
        @Nullable String rejectedBecause,
        @Nullable Instant inForceAt,
        @Nullable Instant pointsUntil,
        @Nullable Instant endsAt,
        @Nullable Integer perDay,
        @Nullable Instant appealUntil,
        @Nullable Appeal appeal,
        long version) {

    /**
     * What the seller says against it, and what came of it.
     *
     * @param overdueSince since when nobody has decided it in time
     */
    public record Appeal(
            AppealStatus status,
            String text,
            Instant filedAt,
            Instant decideBy,
            @Nullable Instant overdueSince,
            @Nullable String decidedBy,
            @Nullable String statement,
            @Nullable Instant decidedAt) {}

    public Sanction {
        facts = List.copyOf(facts);
    }
}
