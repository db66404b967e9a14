package dev.countermand.review.state;

import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Spoken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who works on a case (A26): a lease, and a token that fences off who had it before.
 *
 * @param token proves that an act comes from whoever made the claim; sent as {@code Case-Token}
 * @param until it holds before this moment; afterwards anybody may take the case over
 */
public record Claim(String moderator, UUID token, Instant until) {

    /** The claim as this moderator's: their own is renewed under the same token, another's is replaced. */
    public static Claim take(@Nullable Claim current, String moderator, UUID newToken, Instant until) {
        UUID token = current != null && current.moderator.equals(moderator) ? current.token : newToken;
        return new Claim(moderator, token, until);
    }

    /** Held for longer, under the same token. */
    public Claim extended(Instant longer) {
        return new Claim(moderator, token, longer.isAfter(until) ? longer : until);
    }

    /** Nobody handles what they are a party to, as its seller or its buyer. */
    public static Optional<Refusal> refusalOfParty(String moderator, String sellerId, String buyerId) {
        return moderator.equals(sellerId) || moderator.equals(buyerId)
                ? Optional.of(Refusal.forbidden(
                        moderator + " is a party to this case, and nobody handles a case of their own"))
                : Optional.empty();
    }

    /** Why this moderator cannot take the case now; empty when they can. */
    public static Optional<Refusal> refusalToTake(
            CaseStatus status, @Nullable Claim current, String moderator, Instant now) {
        if (status != CaseStatus.OPEN && status != CaseStatus.AWAITING_EVIDENCE && status != CaseStatus.CLAIMED) {
            return Optional.of(notNow("CASE_NOT_OPEN", "The case is " + Spoken.name(status), status, List.of()));
        }
        if (current != null && current.holds(now) && !current.moderator.equals(moderator)) {
            String detail = "The case is claimed by " + current.moderator + " until " + Spoken.at(current.until);
            return Optional.of(notNow("CASE_CLAIMED", detail, status, List.of()));
        }
        return Optional.empty();
    }

    /** Why a lead cannot take the case over from whoever holds it; empty when they can. */
    public static Optional<Refusal> refusalToTakeOver(
            CaseStatus status, @Nullable Claim current, String lead, Instant now) {
        Optional<Refusal> closed = refusalToTake(status, null, lead, now);
        if (closed.isPresent()) {
            return closed;
        }
        if (current == null || !current.holds(now)) {
            String detail = "Nobody holds the case; claim it";
            return Optional.of(notNow("CASE_NOT_CLAIMED", detail, status, List.of("CLAIM")));
        }
        if (current.moderator.equals(lead)) {
            return Optional.of(notNow("CASE_YOURS", "You hold the case yourself", status, List.of()));
        }
        return Optional.empty();
    }

    /** Why this moderator cannot act on the case under this token; empty when they can. */
    public static Optional<Refusal> refusalToAct(
            CaseStatus status, @Nullable Claim current, String moderator, String token, Instant now) {
        if (status == CaseStatus.OPEN || status == CaseStatus.AWAITING_EVIDENCE) {
            return Optional.of(notNow("CASE_NOT_CLAIMED", "Nobody has claimed the case", status, List.of("CLAIM")));
        }
        if (status != CaseStatus.CLAIMED || current == null) {
            return Optional.of(notNow("CASE_NOT_OPEN", "The case is " + Spoken.name(status), status, List.of()));
        }
        if (!current.moderator.equals(moderator) || !current.token.toString().equalsIgnoreCase(token)) {
            String detail = "The Case-Token is not that of the present claim";
            return Optional.of(notNow("CASE_TOKEN_WRONG", detail, status, List.of()));
        }
        if (!current.holds(now)) {
            String detail = "The claim ended at " + Spoken.at(current.until) + "; claim the case again";
            return Optional.of(notNow("CASE_CLAIM_EXPIRED", detail, status, List.of("CLAIM")));
        }
        return Optional.empty();
    }

    public boolean holds(Instant now) {
        return now.isBefore(until);
    }

    private static Refusal notNow(String code, String detail, CaseStatus status, List<String> allowed) {
        return Refusal.notNow(code, detail, status.name(), allowed);
    }
}
