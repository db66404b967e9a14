package dev.countermand.policy.wording;

import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Wait;
import dev.countermand.policy.BornBy;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.policy.PaymentDue;
import dev.countermand.policy.Policy;
import dev.countermand.policy.ShippingTerms;
import java.util.function.BiConsumer;

/** What a policy says of parcels that go another way than they should (P3 to P6): to the buyer, and to the seller. */
final class ParcelWords {

    private final Policy policy;
    private final ShippingTerms shipping;
    private final BiConsumer<String, String> out;

    /**
     * @param out takes a rule and its sentence
     */
    ParcelWords(Policy policy, BiConsumer<String, String> out) {
        this.policy = policy;
        this.shipping = policy.shipping();
        this.out = out;
    }

    void toBuyer() {
        if (byCarriers() && shipping.numberCorrections() > 0) {
            out.accept(
                    "P4",
                    "Until the carrier has the parcel the seller can put a wrong tracking number right, at most "
                            + times()
                            + "; you see both numbers, and no time begins anew.");
        }
        out.accept("P3", broughtBack());
        out.accept(
                "P5",
                "A parcel of which its carrier tells nothing for " + lost()
                        + " counts as lost: you can claim your money for it. If you do not, somebody decides about it from "
                        + shipping.lostCaseAfter().inWords() + " later on.");
        out.accept(
                "P6",
                "If nobody has scanned or delivered a parcel "
                        + shipping.overdueAfter().inWords()
                        + " after it was sent, or after the day agreed with you, the shop is asked; without an answer it counts"
                        + " as lost.");
    }

    void toSeller() {
        out.accept("P3", broughtBackToSeller());
        if (byCarriers()) {
            out.accept("P4", numbersOfSeller());
        }
        out.accept(
                "P5",
                "A parcel of which its carrier tells nothing for " + lost()
                        + " counts as lost: the buyer can claim their money for it. If they do not, somebody decides about it"
                        + " from " + shipping.lostCaseAfter().inWords()
                        + " later on. If the carrier had accepted it, you are not fined.");
        out.accept(
                "P6",
                "If nobody has scanned or delivered a parcel "
                        + shipping.overdueAfter().inWords()
                        + " after you declared it, or after the day agreed with the buyer, the shop is asked where it is; without"
                        + " an answer within " + policy.review().decideWithin().inWords()
                        + " it counts as lost, and the buyer gets their money.");
    }

    private boolean byCarriers() {
        return shipping.deliveredBy() != DeliveredBy.OWN;
    }

    private String times() {
        return Spoken.count(shipping.numberCorrections(), "time");
    }

    private String lost() {
        Wait within = shipping.lostAfterWithinCountry();
        Wait abroad = shipping.lostAfter();
        return abroad.inWords() + (within.equals(abroad) ? "" : ", within one country for " + within.inWords() + ",");
    }

    /** The law goes before the market's terms: buyers who have not got the goods owe nothing for them (D1, D4). */
    private boolean buyerBearsJourney() {
        return policy.withdrawalRight() == null && policy.handOver().refusalCosts() == BornBy.BUYER;
    }

    private String broughtBack() {
        String goods = switch (policy.payment().due()) {
            case BEFORE_PROCESSING -> "What is in a parcel that its carrier brings back is refunded to you";
            case ON_DELIVERY ->
                "What is in a parcel that its carrier brings back leaves your order, and what you have paid for it"
                        + " is refunded";
        };
        return goods
                + (buyerBearsJourney()
                        ? ", less its share of the delivery costs"
                                + (policy.payment().due() == PaymentDue.ON_DELIVERY
                                        ? "; where nothing is paid, you owe that share"
                                        : "")
                        : ", without any delivery costs")
                + ". The rest of your order goes on.";
    }

    private String broughtBackToSeller() {
        return "When a carrier brings a parcel back to you, what is in it leaves the order, and what the buyer has paid for it"
                + " is refunded"
                + (buyerBearsJourney()
                        ? ", less its share of the delivery costs, which the buyer bears."
                        : "; what its journey has cost you bear.")
                + " The rest of the order goes on.";
    }

    private String numbersOfSeller() {
        return shipping.numberCorrections() == 0
                ? "A tracking number cannot be put right: look at it before you declare the shipment."
                : "Until the carrier has the parcel you can put a wrong tracking number right, at most " + times()
                        + "; the buyer sees both numbers, and your times run on from the first declaration. While the"
                        + " order is frozen you propose the right number: a scan under it takes it, or a moderator does,"
                        + " or says why not.";
    }
}
