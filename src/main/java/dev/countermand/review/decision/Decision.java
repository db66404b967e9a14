package dev.countermand.review.decision;

import dev.countermand.review.state.CaseMatter;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.seller.EntryKind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a moderator decides (A26).
 *
 * @param shipments the parcels that are false; null for the whole order
 * @param amount of a dispute REFUND_ONLY, how much the buyer gets; what they wanted last, if null
 * @param statement the reasons, as the seller gets them (A27)
 */
public record Decision(
        CaseVerdict verdict,
        @Nullable List<UUID> shipments,
        @Nullable Sanction sanction,
        @Nullable String amount,
        String statement) {

    /** Beside the fine that the policy prescribes; a FINE only changes the points of that one. */
    public record Sanction(EntryKind kind, @Nullable Integer points) {}

    public Decision {
        shipments = shipments == null ? null : List.copyOf(shipments);
    }

    /** Whether it moves something, so that its reasons have to be good ones. */
    public boolean mustSayWhy() {
        return verdict != CaseVerdict.RELEASE || sanction != null;
    }

    CaseMatter.Wish wish() {
        return new CaseMatter.Wish(
                verdict, shipments != null, sanction == null ? null : sanction.kind(), amount != null);
    }
}
