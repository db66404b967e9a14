package dev.countermand.review.state;

import dev.countermand.kernel.Money;
import dev.countermand.seller.EntryKind;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a decision needs a second pair of eyes: another person, with the role {@code lead} (A26, A27). Pure. */
public final class FourEyes {

    /** Why another person has to approve a decision. */
    public enum Because {
        /** It moves more of the buyer's money than one person may, or lets so much go. */
        AMOUNT,
        /** It suspends the seller (A27). */
        SUSPENSION,
        /** Another decision about the same order says otherwise, and stands. */
        OVERTURNS
    }

    private FourEyes() {}

    /**
     * Why a decision needs them; empty when it needs none.
     *
     * @param moves the buyer's money that it moves, or lets go
     * @param aboveEuros in rough euros: more than that is for two; what is exactly that much is not
     * @param sanction against the seller; null without one
     * @param earlier the verdict that stands about the same order; null when there is none
     */
    public static Set<Because> of(
            CaseVerdict verdict,
            Money moves,
            long aboveEuros,
            @Nullable EntryKind sanction,
            @Nullable CaseVerdict earlier) {
        Set<Because> because = EnumSet.noneOf(Because.class);
        if (RoughWorth.inEuros(moves) > aboveEuros) {
            because.add(Because.AMOUNT);
        }
        if (sanction == EntryKind.SUSPENSION) {
            because.add(Because.SUSPENSION);
        }
        // To hold decides nothing, so it overturns nothing, and nothing overturns it.
        if (earlier != null && earlier != CaseVerdict.HOLD && verdict != CaseVerdict.HOLD && earlier != verdict) {
            because.add(Because.OVERTURNS);
        }
        return because;
    }
}
