package dev.countermand.cancellation.liability;

import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Wait;
import dev.countermand.policy.CancellationTerms;
import dev.countermand.policy.Liability;
import dev.countermand.policy.LiabilityTerms;
import dev.countermand.policy.Policy;
import dev.countermand.policy.Reason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is to blame for a cancellation, and because of which facts (A11, A12). Sellers press buyers to choose a harmless
 * reason; so the reason is where it begins, and facts can speak against it. A buyer's word blames no seller alone: what
 * they confided needs a fact that supports it, because the seller cannot answer what they must not see; what they gave as
 * the reason needs a fact, the seller's own word, or a moderator's.
 */
public record LiabilityFinding(Liability liability, List<Because> because) {

    private static final String BUYERS_WORD_ALONE = "BUYERS_WORD_ALONE";

    /**
     * A fact, in words.
     *
     * @param secret rests on what the buyer said in confidence: never for the seller
     */
    @RegisterForReflection
    public record Because(String code, String words, boolean secret) {}

    /**
     * The seller's requests of the last months.
     *
     * @param changedMind of them, those whose reason blames the buyer
     * @param refused of them, those they refused
     * @param outOfStock of them, those for goods of this order that said there is no stock, and were found to be the
     *     seller's fault
     */
    public record Record(int requests, int changedMind, int refused, int outOfStock) {}

    /** How the request was decided: some ways are facts themselves. */
    public enum Ending {
        /** The seller agreed, and did not say whether the reason is true. */
        AGREED,
        /** The seller agreed, and said that the reason is true. */
        CONFIRMED,
        /** The seller agreed, and said that the reason is not true. */
        DENIED,
        /** The seller did not answer, and the policy takes that for consent (A6). */
        BY_SILENCE,
        /** Nobody was asked (A2, C1, D1, E1, L2). */
        ALONE,
        /** The processing time ran out (A9). */
        OVERDUE,
        /** The administration has found the declared shipment to be false (A17, A26). */
        FALSE_SHIPMENT,
        /** No carrier has the parcel, and no evidence came in time (A15, A16). */
        NEVER_SENT
    }

    /** What is known when the request is decided. */
    public record Facts(
            Reason reason,
            @Nullable Reason trueReason,
            boolean sellerAsked,
            Ending ending,
            boolean processingOverrun,
            Wait processingTime,
            int refusedBefore,
            Record seller) {

        /** The same without what the buyer said in confidence. */
        public Facts asTheSellerKnowsThem() {
            return new Facts(reason, null, false, ending, processingOverrun, processingTime, refusedBefore, seller);
        }
    }

    /** Pure: the same facts under the same policy give the same finding. */
    public static LiabilityFinding of(Facts facts, Policy policy) {
        List<Because> because = new ArrayList<>();
        Liability byReason = byReason(facts.reason(), policy);
        because.add(open(
                "REASON",
                "The reason given is \"" + Spoken.name(facts.reason()) + "\": by default " + blames(byReason)
                        + " (A11)"));
        boolean proven =
                provenBy(facts, because) | (byReason == Liability.SELLER && SellersReason.isTrue(facts, because));
        int indications = indications(facts, policy, because);
        boolean confided = confided(facts, policy, because);
        boolean seller = proven || indications >= 2 || (confided && indications >= 1);
        if (!seller && byReason == Liability.SELLER) {
            because.add(open(
                    BUYERS_WORD_ALONE,
                    "Nothing but the buyer's word blames the seller: nobody is to blame unless the seller confirms it or"
                            + " a moderator decides (A12)"));
            return new LiabilityFinding(Liability.NOBODY, List.copyOf(because));
        }
        return new LiabilityFinding(seller ? Liability.SELLER : byReason, List.copyOf(because));
    }

    /** A12: what a moderator found out, after the facts that there were; that nobody had decided is over with it. */
    public static LiabilityFinding ruled(Liability liability, String statement, List<Because> before) {
        List<Because> because = new ArrayList<>(before);
        because.removeIf(fact -> fact.code().equals(BUYERS_WORD_ALONE));
        because.add(open("MODERATOR", statement));
        return new LiabilityFinding(liability, List.copyOf(because));
    }

    private static String blames(Liability liability) {
        return switch (liability) {
            case BUYER -> "the buyer is to blame, without a sanction";
            case SELLER -> "the seller is to blame";
            case NOBODY -> "nobody is to blame";
        };
    }

    private static Liability byReason(Reason reason, Policy policy) {
        return policy.cancellation()
                .reason(reason)
                .map(CancellationTerms.ReasonTerms::liability)
                .orElse(Liability.NOBODY);
    }

    private static boolean provenBy(Facts facts, List<Because> because) {
        if (facts.processingOverrun()) {
            because.add(open(
                    "PROCESSING_OVERRUN",
                    "The processing time of " + facts.processingTime().inWords()
                            + " had run out before the request was decided (A9)"));
        }
        if (facts.seller().outOfStock() > 0) {
            because.add(open(
                    "NO_STOCK",
                    Spoken.count(facts.seller().outOfStock(), "other request")
                            + " of the last months for the same goods of this seller said that there is no stock, and"
                            + " the seller was to blame"));
        }
        String established = established(facts.ending());
        if (established != null) {
            because.add(open(facts.ending().name(), established));
        }
        return facts.processingOverrun() || facts.seller().outOfStock() > 0 || established != null;
    }

    private static @Nullable String established(Ending ending) {
        return switch (ending) {
            case FALSE_SHIPMENT -> "The administration found that the declared shipment was false (A17, A26)";
            case NEVER_SENT -> "No carrier has the declared parcel, and the seller gave no evidence in time (A15, A16)";
            case AGREED, CONFIRMED, DENIED, BY_SILENCE, ALONE, OVERDUE -> null;
        };
    }

    private static int indications(Facts facts, Policy policy, List<Because> because) {
        int found = 0;
        if (facts.refusedBefore() > 0) {
            found++;
            because.add(open(
                    "REFUSED_BEFORE",
                    "The seller refused " + Spoken.count(facts.refusedBefore(), "earlier request")
                            + " for this order"));
        }
        LiabilityTerms terms = policy.liability();
        Record seller = facts.seller();
        if (seller.requests() < terms.requestsAtLeast()) {
            return found;
        }
        if (seller.refused() >= terms.refusalsAtLeast()) {
            found++;
            because.add(open(
                    "REFUSES_OFTEN",
                    "The seller refused " + seller.refused() + " of " + seller.requests() + " requests of the last "
                            + Spoken.of(terms.lookBack())));
        }
        if (100L * seller.changedMind() >= (long) terms.changedMindPercent() * seller.requests()) {
            found++;
            because.add(open(
                    "BUYERS_CHANGE_THEIR_MIND",
                    seller.changedMind() + " of " + seller.requests() + " requests of the last "
                            + Spoken.of(terms.lookBack()) + " say that this seller's buyers changed their mind; "
                            + terms.changedMindPercent() + " percent are conspicuous"));
        }
        return found;
    }

    private static boolean confided(Facts facts, Policy policy, List<Because> because) {
        Reason told = facts.trueReason();
        boolean blamesSeller = told != null && byReason(told, policy) == Liability.SELLER;
        if (told != null) {
            because.add(secret("TRUE_REASON", "The buyer says that the true reason is \"" + Spoken.name(told) + "\""));
        }
        if (facts.sellerAsked()) {
            because.add(secret("SELLER_ASKED", "The buyer says that the seller asked for this reason"));
        }
        return blamesSeller || facts.sellerAsked();
    }

    static Because open(String code, String words) {
        return new Because(code, words, false);
    }

    private static Because secret(String code, String words) {
        return new Because(code, words, true);
    }
}
