package dev.countermand.cancellation.liability;

import static dev.countermand.cancellation.liability.LiabilityFinding.open;

import dev.countermand.cancellation.liability.LiabilityFinding.Because;
import dev.countermand.cancellation.liability.LiabilityFinding.Ending;
import dev.countermand.cancellation.liability.LiabilityFinding.Facts;
import java.util.List;

/** Whether a reason that blames the seller is more than the buyer's word (A12). Pure. */
final class SellersReason {

    private SellersReason() {}

    /** Where facts can tell, they do; where none can, the seller's own word. What was found is added, for or against. */
    static boolean isTrue(Facts facts, List<Because> because) {
        if (facts.ending() == Ending.CONFIRMED) {
            because.add(open("CONFIRMED", "The seller confirmed that the reason given is true"));
            return true;
        }
        if (facts.ending() == Ending.DENIED) {
            because.add(open("DENIED", "The seller agreed to the cancellation, and says that the reason is not true"));
        }
        return switch (facts.reason()) {
            case PROCESSING_TOO_LONG -> overdue(facts, because);
            case SELLER_UNRESPONSIVE -> silent(facts, because);
            case OUT_OF_STOCK -> noStock(facts, because);
            // Nothing that is on record tells.
            case PRICE_RAISED,
                    SHIPPING_METHOD_UNAVAILABLE,
                    BELOW_MINIMUM_ORDER,
                    PAYMENT_PROBLEM,
                    NOT_NEEDED,
                    WRONG_CHOICE,
                    FOUND_CHEAPER,
                    OTHER -> false;
        };
    }

    /** That it ran out is a fact whatever the reason, and is told with those. */
    private static boolean overdue(Facts facts, List<Because> because) {
        if (!facts.processingOverrun()) {
            because.add(open(
                    "PROCESSING_IN_TIME",
                    "The processing time of " + facts.processingTime().inWords()
                            + " had not run out when the request was decided (A9)"));
        }
        return facts.processingOverrun();
    }

    private static boolean silent(Facts facts, List<Because> because) {
        boolean silent = facts.ending() == Ending.BY_SILENCE || facts.ending() == Ending.OVERDUE;
        if (silent) {
            because.add(open("SELLER_SILENT", "The seller did not answer the request in time (A6, A9)"));
        } else if (facts.ending() != Ending.ALONE) {
            because.add(open("SELLER_ANSWERED", "The seller answered the request (A6)"));
        }
        return silent;
    }

    /** Who has the goods does not agree that there are none. */
    private static boolean noStock(Facts facts, List<Because> because) {
        boolean agreed = facts.ending() == Ending.AGREED;
        if (agreed) {
            because.add(open(
                    "NO_STOCK_AGREED",
                    "The seller agreed to a request that says there is no stock, and did not say otherwise"));
        }
        return agreed;
    }
}
