package dev.countermand.policy.wording;

import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Wait;
import dev.countermand.policy.CancellationTerms;
import dev.countermand.policy.CancellationTerms.ReasonTerms;
import dev.countermand.policy.Consent;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.policy.Liability;
import dev.countermand.policy.PaymentDue;
import dev.countermand.policy.Policy;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says to a buyer, and of parcels to a seller, what a policy means for them. Every figure in a sentence is the policy's. */
public final class PolicyWords {

    private final Policy policy;
    private final boolean toJudges;
    private final List<Sentence> sentences = new ArrayList<>();

    /**
     * One rule in words.
     *
     * @param rule its number in the rules of cancelling an order
     */
    public record Sentence(String rule, String text) {}

    private PolicyWords(Policy policy, boolean toJudges) {
        this.policy = policy;
        this.toJudges = toJudges;
    }

    /** Every rule that the policy uses, in the order in which a buyer meets them. */
    public static List<Sentence> of(Policy policy) {
        return new PolicyWords(policy, false).all();
    }

    /** The same with the figures from which on facts speak against a seller: one who knew them would stay just below. */
    public static List<Sentence> toJudges(Policy policy) {
        return new PolicyWords(policy, true).all();
    }

    /** What parcels that go another way than they should mean for the seller (P3 to P6). */
    public static List<Sentence> toSellers(Policy policy) {
        List<Sentence> sentences = new ArrayList<>();
        new ParcelWords(policy, (rule, text) -> sentences.add(new Sentence(rule, text))).toSeller();
        return List.copyOf(sentences);
    }

    private List<Sentence> all() {
        payment();
        cancelling();
        reasons();
        shipping();
        new ParcelWords(policy, this::say).toBuyer();
        new DeliveryWords(policy, this::say).say();
        new MoneyWords(policy, this::say).say();
        calendar();
        return List.copyOf(sentences);
    }

    private void say(String rule, String text) {
        sentences.add(new Sentence(rule, text));
    }

    private void payment() {
        switch (policy.payment().due()) {
            case BEFORE_PROCESSING -> {
                say(
                        "A1",
                        "An order that is not paid within "
                                + Spoken.of(policy.payment().closeUnpaidAfter()) + " closes by itself.");
                say("A2", "Until you have paid you can cancel at once; nobody has to agree.");
                say(
                        "A3",
                        "Your payment is verified first, which takes at most "
                                + Spoken.of(policy.payment().verificationAtMost())
                                + "; until then a paid order cannot be cancelled. If it takes longer, you can cancel at"
                                + " once.");
            }
            case ON_DELIVERY ->
                say(
                        "C1",
                        "You pay when the goods are handed over to you; before that there is nothing to refund when you"
                                + " cancel.");
        }
    }

    private void cancelling() {
        CancellationTerms terms = policy.cancellation();
        switch (terms.consent()) {
            case SELLER -> {
                say(
                        "A4",
                        "To cancel a paid order, all of it or some units, you ask the seller and give a reason;"
                                + " they agree, or refuse with a reason of their own. Units that are only declared shipped"
                                + " can be asked for too; of those the carrier decides.");
                say("A6", silence(terms.approveAfterSilence()));
                say("A7", "While your request waits you can take it back, and the order goes on.");
            }
            case NONE ->
                say(
                        "A4",
                        "You alone decide to cancel, all of the order or some units, and give a reason; nobody has to"
                                + " agree.");
        }
        switch (terms.until()) {
            case DISPATCH -> say("C1", "You can cancel until the order is dispatched.");
            case CARRIER_ACCEPTANCE ->
                say(
                        "A14",
                        "You can cancel until the carrier has taken the parcel; that the seller calls it shipped is not"
                                + " enough.");
            case DAY_BEFORE_DELIVERY ->
                say(
                        "E1",
                        "You can cancel or change the order on any day before the day of delivery, by the time of "
                                + policy.timeZone() + "; a call with the order number is enough.");
            case HAND_OVER ->
                say(
                        "L2",
                        "You can cancel until the goods are in your hands, also when the courier calls or stands at"
                                + " your door.");
        }
        Wait window = terms.requestWindow();
        if (window != null) {
            say("A10", "You can ask only within " + Spoken.of(window) + " after you have paid.");
        }
    }

    private static String silence(@Nullable Wait approveAfter) {
        return approveAfter == null
                ? "If the seller does not answer, your request goes on waiting; their silence is no consent."
                : "If the seller does not answer within " + Spoken.of(approveAfter) + ", they have agreed.";
    }

    private void reasons() {
        List<ReasonTerms> reasons = policy.cancellation().reasons();
        say(
                "A5",
                "The reasons you can choose from are: "
                        + Spoken.list(reasons.stream()
                                .map(terms -> Spoken.name(terms.code().name()))
                                .toList())
                        + ".");
        List<String> sellers = reasons.stream()
                .filter(terms -> terms.liability() == Liability.SELLER)
                .map(terms -> Spoken.name(terms.code().name()))
                .toList();
        if (!sellers.isEmpty()) {
            say(
                    "A11",
                    "The seller can be to blame for: " + Spoken.list(sellers)
                            + ". For that it takes more than your word: a fact, the seller's own word, or a"
                            + " moderator's.");
        }
        say(
                "A12",
                "If the seller asks you to choose another reason than the true one, tell us both; the seller will not"
                        + " see it."
                        + (toJudges ? againstSellers() : ""));
    }

    private String againstSellers() {
        return " Facts speak against a seller when, out of at least "
                + Spoken.count(policy.liability().requestsAtLeast(), "request") + " in "
                + Spoken.of(policy.liability().lookBack()) + ", "
                + policy.liability().changedMindPercent()
                + " percent or more say that the buyer had a change of mind and the seller refused "
                + policy.liability().refusalsAtLeast() + " or more.";
    }

    private void shipping() {
        boolean refunded = policy.payment().due() == PaymentDue.BEFORE_PROCESSING;
        say(
                "A9",
                "The order must be shipped within "
                        + Spoken.of(policy.shipping().processingTime())
                        + "; otherwise it is cancelled by itself"
                        + (refunded ? " and you get everything back." : "."));
        if (policy.cancellation().consent() == Consent.SELLER) {
            say(
                    "A13",
                    "If the seller declares a shipment while your request waits, the carrier decides: unless it takes"
                            + " the parcel within "
                            + Spoken.businessDays(policy.shipping().contestedBusinessDays())
                            + ", the seller is asked for proof.");
        }
        if (policy.shipping().deliveredBy() != DeliveredBy.OWN) {
            say(
                    "A15",
                    "If nothing can be tracked "
                            + policy.shipping().noTrackingDisputeAfter().inWords()
                            + " after the shipment was declared, you can open a dispute and get everything back.");
        }
    }

    private void calendar() {
        List<String> free = Arrays.stream(DayOfWeek.values())
                .filter(policy.weekend()::contains)
                .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .toList();
        List<String> without = new ArrayList<>(free);
        if (policy.calendar() != null) {
            without.add("the public holidays of " + Spoken.country(policy.calendar()));
        }
        if (!policy.holidays().isEmpty()) {
            without.add(Spoken.count(policy.holidays().size(), policy.calendar() == null ? "holiday" : "more holiday"));
        }
        say(
                "M1",
                "Business days are counted by the time of " + policy.timeZone()
                        + (without.isEmpty() ? "" : ", without " + Spoken.list(without)) + ".");
    }
}
