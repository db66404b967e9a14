package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * F12: this buyer, and others of the same seller, report in confidence that the seller asked for the reason they chose, or
 * that their true reason is another (A12). One
 * buyer's word about one order is for the moderator to weigh; several buyers' is a signal.
 */
public final class CoercedReason implements Detector {

    public static final String CODE = "COERCED_REASON";
    public static final String REPORTERS_AT_LEAST = "reportersAtLeast";
    private static final String TIMES_MARKET = "timesMarket";

    @Override
    public Identity identity() {
        return new Identity(CODE, "F12", 3);
    }

    @Override
    public boolean tellsTotals() {
        return true;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Threshold.count(REPORTERS_AT_LEAST, 1, 1_000, "Buyers of this seller who have reported it, at least"),
                Threshold.decimal(TIMES_MARKET, 1, 100, "At least this many times the market's share of reports"));
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        Facts.SellerFacts seller = facts.seller();
        if (!facts.pressed() || seller.requests() == 0 || seller.reporters() < thresholds.count(REPORTERS_AT_LEAST)) {
            return Optional.empty();
        }
        double rate = (double) seller.reports() / seller.requests();
        double market = facts.marketFacts().reportRate();
        double suspicious = Math.min(1, market * thresholds.decimal(TIMES_MARKET));
        if (rate < suspicious) {
            return Optional.empty();
        }
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("requests", seller.requests());
        seen.put("reports", seller.reports());
        seen.put("reporters", seller.reporters());
        seen.put("percent", Shares.percent(rate));
        seen.put("marketPercent", Shares.percent(market));
        seen.put("reportersAtLeast", thresholds.count(REPORTERS_AT_LEAST));
        seen.put("suspiciousPercent", Shares.percent(suspicious));
        return Optional.of(new Evidence(
                "The buyer reports in confidence that the seller asked for this reason, or that the true reason"
                        + " is another. " + seller.reporters()
                        + " buyers of this seller have reported so in the last 90 days, and "
                        + thresholds.count(REPORTERS_AT_LEAST) + " count; that is " + Shares.percent(rate)
                        + " % of this seller's requests, in the whole market " + Shares.percent(market) + " %, and "
                        + Shares.percent(suspicious) + " % are suspicious.",
                seen));
    }
}
