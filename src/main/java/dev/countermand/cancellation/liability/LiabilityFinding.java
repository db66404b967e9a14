package dev.countermand.cancellation.liability;

import dev.countermand.kernel.Spoken;
import dev.countermand.policy.CancellationTerms;
import dev.countermand.policy.Liability;
import dev.countermand.policy.LiabilityTerms;
import dev.countermand.policy.Policy;
import dev.countermand.policy.Reason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is to blame for a cancellation, and because of which facts (A11, A12). Sellers press buyers to choose a harmless
 * reason; so the reason is where it begins, and facts can speak against it. A buyer's word that the seller cannot answer,
 * since they must not see it, blames nobody alone: some fact has to support it.
 */
public record LiabilityFinding(Liability liability, List<Because> because) {

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
     * @param outOfStock of them, those for goods of this order that said there is no stock
     */
    public record Record(int requests, int changedMind, int refused, int outOfStock) {}

    /** What is known when the request is decided. */
    public record Facts(
            Reason reason,
            @Nullable Reason trueReason,
            boolean sellerAsked,
            boolean processingOverrun,
            Duration processingTime,
            int refusedBefore,
            Record seller) {

        /** The same without what the buyer said in confidence. */
        public Facts asTheSellerKnowsThem() {
            return new Facts(reason, null, false, processingOverrun, processingTime, refusedBefore, seller);
        }
    }

    /** Pure: the same facts under the same policy give the same finding. */
    public static LiabilityFinding of(Facts facts, Policy policy) {
        List<Because> because = new ArrayList<>();
        Liability byReason = byReason(facts.reason(), policy);
        because.add(open("REASON", "The reason given is " + facts.reason() + ": by default " + byReason + " (A11)"));
        boolean proven = byReason == Liability.SELLER | provenBy(facts, because);
        int indications = indications(facts, policy, because);
        boolean confided = confided(facts, policy, because);
        boolean seller = proven || indications >= 2 || (confided && indications >= 1);
        return new LiabilityFinding(seller ? Liability.SELLER : byReason, List.copyOf(because));
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
                    "The processing time of " + Spoken.of(facts.processingTime())
                            + " had run out before the request was decided (A9)"));
        }
        if (facts.seller().outOfStock() > 0) {
            because.add(open(
                    "NO_STOCK",
                    "For the same goods of this seller, no stock was the reason of "
                            + Spoken.count(facts.seller().outOfStock(), "other request") + " of the last months"));
        }
        return facts.processingOverrun() || facts.seller().outOfStock() > 0;
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
            because.add(secret("TRUE_REASON", "The buyer says that the true reason is " + told));
        }
        if (facts.sellerAsked()) {
            because.add(secret("SELLER_ASKED", "The buyer says that the seller asked for this reason"));
        }
        return blamesSeller || facts.sellerAsked();
    }

    private static Because open(String code, String words) {
        return new Because(code, words, false);
    }

    private static Because secret(String code, String words) {
        return new Because(code, words, true);
    }
}
